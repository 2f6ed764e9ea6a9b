# ruff: noqa: E501 - files of others have lines as long as they want
"""Files as other programs export them, made by the rules of their formats: what the samples do not have."""

import json
from base64 import b64encode

from tests.client.courses.importing.examples import PNG, QTI12, zipped

CC13 = "imsccv1p3"
CANVAS = f"""<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="g1" xmlns="http://www.imsglobal.org/xsd/{CC13}/imscp_v1p1"
 xmlns:lomimscc="http://ltsc.ieee.org/xsd/{CC13}/LOM/manifest">
<metadata><schema>IMS Common Cartridge</schema><schemaversion>1.3.0</schemaversion>
<lomimscc:lom><lomimscc:general><lomimscc:title><lomimscc:string>力学</lomimscc:string></lomimscc:title>
</lomimscc:general></lomimscc:lom></metadata>
<organizations><organization identifier="org_1" structure="rooted-hierarchy"><item identifier="LearningModules">
<item identifier="m1"><title>第一单元</title>
<item identifier="i1" identifierref="page"><title>受力</title></item>
<item identifier="i2" identifierref="task"><title>作业</title></item>
<item identifier="i3" identifierref="topic"><title>讨论</title></item>
<item identifier="i4" identifierref="link"><title>网址</title></item>
<item identifier="i5" identifierref="quiz"><title>小测</title></item>
<item identifier="i6" identifierref="book"><title>电子书</title></item>
</item></item></organization></organizations>
<resources>
<resource identifier="page" type="webcontent" href="wiki_content/force.html"><file href="wiki_content/force.html"/></resource>
<resource identifier="task" type="assignment_xmlv1p0"><file href="task/assignment.xml"/></resource>
<resource identifier="topic" type="imsdt_xmlv1p3"><file href="topic.xml"/></resource>
<resource identifier="link" type="imswl_xmlv1p3"><file href="link.xml"/></resource>
<resource identifier="quiz" type="imsqti_xmlv1p2/imscc_xmlv1p3/assessment"><file href="quiz/assessment_qti.xml"/>
<dependency identifierref="meta"/></resource>
<resource identifier="meta" type="associatedcontent/imscc_xmlv1p3/learning-application-resource"
 href="quiz/assessment_meta.xml"><file href="quiz/assessment_meta.xml"/>
<file href="non_cc_assessments/quiz.xml.qti"/></resource>
<resource identifier="book" type="idpfepub_epubv3p0"><file href="book/book.xml"/></resource>
</resources></manifest>"""
PAGE = r"""<html><head><title>受力</title></head><body><p>合力 <img class="equation_image"
 src="/equation_images/x" alt="LaTeX: \frac{F}{m}" data-equation-content="\frac{F}{m} &lt; 1"></p>
<p><img src="$IMS-CC-FILEBASE$/pictures/a.png?canvas_download=1" alt="图"></p></body></html>"""


def canvas() -> bytes:
    return zipped(
        {
            "imsmanifest.xml": CANVAS,
            "wiki_content/force.html": PAGE,
            "web_resources/pictures/a.png": PNG,
            "task/assignment.xml": '<assignment xmlns="http://www.imsglobal.org/xsd/imscc_extensions/assignment">'
            '<title>画图</title><text texttype="text/html">&lt;p&gt;画出受力图。&lt;/p&gt;</text></assignment>',
            "topic.xml": '<topic xmlns="http://www.imsglobal.org/xsd/imsccv1p3/imsdt_v1p3"><title>讨论</title>'
            '<text texttype="text/html">&lt;p&gt;摩擦有用吗？&lt;/p&gt;</text></topic>',
            "link.xml": '<webLink xmlns="http://www.imsglobal.org/xsd/imsccv1p3/imswl_v1p3"><title>网址</title>'
            '<url href="https://example.org/"/></webLink>',
            "quiz/assessment_qti.xml": QTI12,
            "quiz/assessment_meta.xml": "<quiz><description>&lt;p&gt;认真做&lt;/p&gt;</description>"
            "<time_limit>20</time_limit></quiz>",
            "non_cc_assessments/quiz.xml.qti": QTI12,
            "book/book.xml": "<package/>",
        }
    )


TAO = """<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p2" xmlns:m="http://www.w3.org/1998/Math/MathML"
 identifier="i1" title="根号" adaptive="false" timeDependent="false">
<responseDeclaration identifier="RESPONSE" cardinality="single" baseType="identifier"><correctResponse>
<value>choice_1</value></correctResponse></responseDeclaration>
<itemBody><div class="grid-row"><div class="col-12"><choiceInteraction responseIdentifier="RESPONSE" shuffle="false"
 maxChoices="1"><prompt>听一听 <object data="assets/a.mp3" type="audio/mpeg"/>，<m:math><m:msqrt><m:mn>2</m:mn>
</m:msqrt></m:math> 在哪张图上？</prompt>
<simpleChoice identifier="choice_1"><img src="assets/a.png" alt="甲"/></simpleChoice>
<simpleChoice identifier="choice_2">乙</simpleChoice></choiceInteraction></div></div></itemBody>
<responseProcessing template="http://www.imsglobal.org/question/qti_v2p2/rptemplates/match_correct"/></assessmentItem>"""


def tao() -> bytes:
    manifest = """<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"><resources>
    <resource identifier="i1" type="imsqti_item_xmlv2p2" href="i1/qti.xml"><file href="i1/qti.xml"/></resource>
    </resources></manifest>"""
    files = {"imsmanifest.xml": manifest, "i1/qti.xml": TAO, "i1/assets/a.png": PNG, "i1/assets/a.mp3": b"ID3"}
    return zipped(files)


QTI3 = """<qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="i{n}" title="题{n}"
 xml:lang="zh" time-dependent="false">{declared}<qti-item-body>{body}</qti-item-body>
<qti-response-processing template="https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/match_correct.xml"/>
</qti-assessment-item>"""
DECLARED = """<qti-response-declaration identifier="R" cardinality="{cardinality}" base-type="{base}">
<qti-correct-response>{values}</qti-correct-response></qti-response-declaration>"""
ITEMS = (
    ("single", "identifier", ["B"], """<qti-choice-interaction response-identifier="R" max-choices="1">
     <qti-prompt>选？</qti-prompt><qti-simple-choice identifier="A">甲</qti-simple-choice>
     <qti-simple-choice identifier="B">乙<qti-feedback-inline identifier="B" show-hide="show" outcome-identifier="F">好
     </qti-feedback-inline></qti-simple-choice></qti-choice-interaction>"""),
    ("single", "string", ["北京"], '<p>首都是<qti-text-entry-interaction response-identifier="R" expected-length="4"/></p>'),
    ("single", "float", ["2.5"], '<p>5÷2=<qti-text-entry-interaction response-identifier="R"/></p>'),
    ("single", "identifier", ["B"], """<p>天是<qti-inline-choice-interaction response-identifier="R">
     <qti-inline-choice identifier="A">红</qti-inline-choice><qti-inline-choice identifier="B">蓝</qti-inline-choice>
     </qti-inline-choice-interaction>的</p>"""),
    ("multiple", "directedPair", ["W1 G1", "W2 G2"], """<qti-gap-match-interaction response-identifier="R">
     <qti-gap-text identifier="W1" match-max="1">红</qti-gap-text><qti-gap-text identifier="W2" match-max="1">蓝
     </qti-gap-text><p>火是<qti-gap identifier="G1"/>，天是<qti-gap identifier="G2"/></p></qti-gap-match-interaction>"""),
    ("multiple", "directedPair", ["a x", "b y"], """<qti-match-interaction response-identifier="R" max-associations="2">
     <qti-prompt>配对</qti-prompt><qti-simple-match-set>
     <qti-simple-associable-choice identifier="a" match-max="1">力</qti-simple-associable-choice>
     <qti-simple-associable-choice identifier="b" match-max="1">功</qti-simple-associable-choice></qti-simple-match-set>
     <qti-simple-match-set><qti-simple-associable-choice identifier="x" match-max="1">N</qti-simple-associable-choice>
     <qti-simple-associable-choice identifier="y" match-max="1">J</qti-simple-associable-choice></qti-simple-match-set>
     </qti-match-interaction>"""),
    ("ordered", "identifier", ["B", "A"], """<qti-order-interaction response-identifier="R"><qti-prompt>排</qti-prompt>
     <qti-simple-choice identifier="A">夏</qti-simple-choice><qti-simple-choice identifier="B">春</qti-simple-choice>
     </qti-order-interaction>"""),
    ("single", "string", ["好"], '<qti-extended-text-interaction response-identifier="R"><qti-prompt>谈谈</qti-prompt>'
     "</qti-extended-text-interaction>"),
    ("single", "point", ["1 1"], '<qti-hotspot-interaction response-identifier="R"/>'),
    ("single", "string", ["x"], '<qti-portable-custom-interaction response-identifier="R"/>'),
)  # fmt: skip


def qti3() -> bytes:
    manifest = """<manifest xmlns="http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1"><metadata>
    <schema>QTI Package</schema><schemaversion>3.0.0</schemaversion></metadata><organizations/><resources>
    <resource identifier="t" type="imsqti_test_xmlv3p0" href="test.xml"><file href="test.xml"/></resource></resources>
    </manifest>"""
    files: dict[str, str | bytes] = {"imsmanifest.xml": manifest}
    refs = ""
    for n, (cardinality, base, values, body) in enumerate(ITEMS):
        shown = "".join(f"<qti-value>{value}</qti-value>" for value in values)
        declared = DECLARED.format(cardinality=cardinality, base=base, values=shown)
        files[f"items/i{n}.xml"] = QTI3.format(n=n, declared=declared, body=body)
        refs += f'<qti-assessment-item-ref identifier="i{n}" href="items/i{n}.xml"/>'
    files["test.xml"] = (
        '<qti-assessment-test xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="t" title="期中">'
        '<qti-test-part identifier="p" navigation-mode="linear" submission-mode="individual"><qti-time-limits max-time="800"/>'
        f'<qti-assessment-section identifier="s" title="一" visible="true">{refs}</qti-assessment-section>'
        "</qti-test-part></qti-assessment-test>"
    )
    return zipped(files)


def olx(component: str, **files: str | bytes) -> bytes:
    more = {f"course/static/{name}": data for name, data in files.items()}
    return zipped(
        {
            "course/course.xml": '<course url_name="r" org="o" course="c"/>',
            "course/course/r.xml": '<course display_name="课"><chapter display_name="章" url_name="a"><sequential'
            f' display_name="节" url_name="s"><vertical display_name="页" url_name="v">{component}</vertical></sequential>'
            "</chapter></course>",
            **more,
        }
    )


def dragged(zones: list[dict[str, str]], items: list[dict[str, object]]) -> str:
    data = json.dumps({"zones": zones, "items": items, "targetImg": "/static/map.png", "targetImgDescription": "地图"})
    quoted = data.replace("&", "&amp;").replace('"', "&quot;")
    return f'<drag-and-drop-v2 url_name="d" display_name="拖" question_text="放到哪里？" data="{quoted}"/>'


def b64(data: bytes) -> str:
    return b64encode(data).decode()


def moodle(html: str, **files: bytes) -> bytes:
    """A question of Moodle XML with that text."""
    kept = "".join(f'<file name="{n}" path="/" encoding="base64">{b64(d)}</file>' for n, d in files.items())
    text = f"<questiontext format='html'><text><![CDATA[{html}]]></text>{kept}</questiontext>"
    answers = "<answer fraction='100'><text>true</text></answer><answer fraction='0'><text>false</text></answer>"
    return f"<quiz><question type='truefalse'><name><text>题</text></name>{text}{answers}</question></quiz>".encode()


def h5p(library: str, params: dict[str, object]) -> bytes:
    """A package of that content type."""
    about = {"title": "课", "mainLibrary": library, "preloadedDependencies": [{"machineName": library}]}
    files: dict[str, str | bytes] = {
        "h5p.json": json.dumps(about),
        "content/content.json": json.dumps(params),
        f"{library}-1.0/library.json": "{}",
        "content/images/a.png": PNG,
        "content/images/b.png": PNG + b"\0",
        "content/audios/a.mp3": b"ID3",
    }
    return zipped(files)


PICTURE = {"library": "H5P.Image 1.1", "params": {"file": {"path": "images/a.png"}, "alt": "图"}}
SOUND = {"path": "audios/a.mp3", "mime": "audio/mpeg"}
BLANKS = {"blanksText": "天是___的", "blanksList": [{"correctAnswerText": "蓝/蓝色", "incorrectAnswersList": [{}]}]}
CONTENT: dict[str, dict[str, object]] = {
    "H5P.TrueFalse": {"question": "对吗", "correct": "true", "media": {"type": PICTURE}},
    "H5P.AdvancedBlanks": {"content": BLANKS, "behaviour": {"mode": "selection"}},
    "H5P.Crossword": {"words": [{"clue": "首都", "answer": "北京"}]},
    "H5P.Dictation": {"sentences": [{"sample": [SOUND], "text": "春眠不觉晓"}]},
    "H5P.MultiMediaChoice": {"question": "哪个？", "options": [{"media": PICTURE, "correct": True}, {"media": PICTURE}]},
    "H5P.ImageSequencing": {"sequenceImages": [{"image": {"path": "images/a.png"}}, {"imageDescription": "后"}]},
    "H5P.Timeline": {"timeline": {"headline": "历史", "date": [{"startDate": "1949", "text": "典礼"}]}},
    "H5P.InteractiveVideo": {"interactiveVideo": {"video": {"files": [SOUND]}, "assets": {"interactions": [
        {"action": {"library": "H5P.Summary 1.1", "params": {"summaries": [{"summary": ["对", "错"]}]}}}]}}},
}  # fmt: skip

EXPORTED: dict[str, bytes] = {
    "canvas.imscc": canvas(),
    "tao.zip": tao(),
    "qti3.zip": qti3(),
    "drag.zip": olx(dragged([{"uid": "a", "title": "甲"}, {"uid": "b", "title": "乙"}], [
        {"displayName": "一", "zones": ["a"]}, {"displayName": "二", "zones": ["b"]}])),
    "formulas.xml": moodle(
        '<p><script type="math/tex">x</script><span class="ql-formula" data-value="y">y</span><img data-mathml="«math'
        '»«mi»x«/mi»«/math»"><img data-equation-content="\\frac12"><a href="a.mp3">a</a></p>', **{"a.mp3": b"ID3"}),
    **{f"{library}.h5p": h5p(library, params) for library, params in CONTENT.items()},
}  # fmt: skip
