# ruff: noqa: E501 - files of others have lines as long as they want
"""Files as other programs export them, made here by the rules of their formats: what the samples do not have."""

import json
from base64 import b64encode

import pytest

from client.courses.content import ChoiceQuestion, MatchingQuestion
from client.courses.importing import Imported
from client.courses.importing.reading import read_blocking
from tests.client.courses.importing.examples import OLX_PROBLEM, PNG, QTI12, zipped

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


def bodies(found: Imported) -> dict[str, str]:
    return {
        lesson.title: "\n".join(segment.body for segment in lesson.segments)
        for course in found.courses
        for lesson in course.lessons
    }


def test_a_cartridge_1_3_of_canvas() -> None:
    found = read_blocking(canvas(), "课.imscc")
    assert (found.format, found.courses[0].title) == ("imscc", "力学")
    told = bodies(found)
    assert list(told) == ["受力", "作业", "讨论", "网址", "小测"]
    assert r"$\frac{F}{m} \lt 1$" in told["受力"]
    assert "![图](pictures/" in told["受力"]
    assert told["作业"] == "画出受力图。"
    assert "摩擦有用吗" in told["讨论"]
    assert "https://example.org/" in told["网址"]
    quiz = found.courses[0].lessons[-1]
    assert [question.kind for question in quiz.questions] == ["choice", "text"]
    assert {segment.rules.time_limit_s for segment in quiz.segments if segment.quiz} == {1200}
    assert "还不支持 idpfepub_epubv3p0 这种内容" in [entry.reason for entry in found.skipped]


def test_a_quiz_that_a_package_keeps_among_its_pages() -> None:
    manifest = """<manifest xmlns:d2l_2p0="http://desire2learn.com/xsd/d2lcp_v2p0"><organizations/><resources>
    <resource identifier="q" type="webcontent" d2l_2p0:material_type="d2lquiz" href="quiz_d2l_1.xml"/></resources>
    </manifest>"""
    found = read_blocking(zipped({"imsmanifest.xml": manifest, "quiz_d2l_1.xml": QTI12}), "d2l.zip")
    assert found.questions == {"choice": 1, "text": 1}


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


def test_a_package_of_qti_2_2_with_a_picture_and_a_recording() -> None:
    manifest = """<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"><resources>
    <resource identifier="i1" type="imsqti_item_xmlv2p2" href="i1/qti.xml"><file href="i1/qti.xml"/></resource>
    </resources></manifest>"""
    files = {"imsmanifest.xml": manifest, "i1/qti.xml": TAO, "i1/assets/a.png": PNG, "i1/assets/a.mp3": b"ID3"}
    found = read_blocking(zipped(files), "tao.zip")
    [question] = found.courses[0].questions
    assert isinstance(question, ChoiceQuestion)
    assert r"$\sqrt{2}$" in question.text
    assert "\n\n![](media/" in question.text
    assert question.options[0].startswith("![甲](pictures/")
    assert question.correct == (0,)
    assert not found.notes


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


def test_a_package_of_qti_3() -> None:
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
        '<qti-test-part identifier="p" navigation-mode="linear" submission-mode="individual">'
        f'<qti-assessment-section identifier="s" title="一" visible="true">{refs}</qti-assessment-section>'
        "</qti-test-part></qti-assessment-test>"
    )
    found = read_blocking(zipped(files), "qti3.zip")
    assert found.courses[0].title == "期中"
    assert [question.kind for question in found.courses[0].questions] == [
        "choice", "text", "numeric", "cloze", "cloze", "matching", "ordering", "essay"
    ]  # fmt: skip
    choice = found.courses[0].questions[0]
    assert isinstance(choice, ChoiceQuestion)
    assert (choice.options, choice.feedback) == (("甲", "乙"), ("", "好"))
    assert len(found.skipped) == 2


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


def test_drag_and_drop_of_open_edx_into_named_zones_is_pairs() -> None:
    zones = [{"uid": "z1", "title": "陆地"}, {"uid": "z2", "title": "海洋"}]
    items = [
        {"displayName": "牛", "imageURL": "", "zones": ["z1"]},
        {"displayName": "鲸", "imageURL": "", "zones": ["z2"]},
        {"displayName": "龙", "imageURL": "", "zones": []},
    ]
    found = read_blocking(olx(dragged(zones, items), **{"map.png": PNG}), "olx.zip")
    [question] = found.courses[0].questions
    assert isinstance(question, MatchingQuestion)
    assert [(pair.prompt, pair.match) for pair in question.pairs] == [("牛", "陆地"), ("鲸", "海洋")]
    assert question.text.startswith("放到哪里？\n\n![地图](pictures/")
    assert ["龙" in note.reason for note in found.notes] == [True]


def test_what_open_edx_has_and_we_have_not_is_named() -> None:
    nameless = dragged([{"uid": "z1", "title": ""}, {"uid": "z2", "title": ""}], [])
    others = "".join(f'<{tag} url_name="{tag}" display_name="{tag}" x="1"/>' for tag in ("poll", "lti_consumer", "pdf"))
    found = read_blocking(olx(nameless + others + OLX_PROBLEM), "olx.zip")
    reasons = [entry.reason for entry in found.skipped]
    assert reasons[:4] == [
        "要在图上拖放，这里做不了",
        "这是问卷，没有对错",
        "外部工具要联网登录，这里打不开",
        "还不支持 pdf 组件",
    ]


@pytest.mark.parametrize(
    "nav",
    [
        "nav:\n  - index.md\n  - 基础:\n      - 力: a/force.md\n      - 进阶:\n          - 功: a/work.md\n",
        'nav:\n- index.md\n- "基础":\n  - "力": "a/force.md"\n  - 进阶:\n    - 功: a/work.md\n',
        "nav: # 目录\n    - 首页: index.md # 首页\n    - 基础:\n        - a/force.md\n        - 进阶: [a/work.md]\n",
        "nav:\n  - {首页: index.md}\n  - 基础:\n    - {力: a/force.md}\n    - 进阶: [{功: a/work.md}]\n",
    ],
)
def test_a_nested_navigation_of_mkdocs(nav: str) -> None:
    settings = f"site_name: 物理\ntheme:\n  name: material\nmarkdown_extensions:\n  - admonition\n{nav}extra:\n  a: b\n"
    pages = {"docs/index.md": "# 首页\n\n欢迎", "docs/a/force.md": "# 力\n\n推", "docs/a/work.md": "# 功\n\n做"}
    found = read_blocking(zipped({"mkdocs.yml": settings, **pages}), "book.zip")
    told = [(lesson.section, lesson.title) for lesson in found.courses[0].lessons]
    assert told == [("", "首页"), ("基础", "力"), ("基础 / 进阶", "功")]
    assert not found.skipped


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ('<p>求 <script type="math/tex">x^2</script></p>', "求 $x^2$"),
        ('<p><script type="math/tex; mode=display">a&lt;b</script></p>', "$$a&lt;b$$"),
        ('<p>求 <span class="ql-formula" data-value="x^2">x<sup>2</sup></span> 的值</p>', "求 $x^2$ 的值"),
        ('<p><span class="katex"><span class="katex-mathml"><math><semantics><mi>x</mi><annotation encoding='
         '"application/x-tex">x_1</annotation></semantics></math></span><span class="katex-html" aria-hidden="true">'
         '<span class="base"><span>x</span></span><span>1</span></span></span> 大</p>', "$x_1$ 大"),
        ('<img class="Wirisformula" src="x.png" data-mathml="«math xmlns=¨http://www.w3.org/1998/Math/MathML¨»'
         '«mfrac»«mn»1«/mn»«mn»2«/mn»«/mfrac»«/math»" alt="1/2">', r"$\frac{1}{2}$"),
        ('<p>北京<st1:place w:st="on">首都</st1:place><o:p></o:p></p>', "北京首都"),
        ('<p><b><img src="a.png" alt="图"></b></p>', "![图]"),
        ("<p>若 a<b 且 x<y-z 则</p>", "a<b"),
    ],
)  # fmt: skip
def test_formulas_and_marks_as_editors_write_them(html: str, markdown: str) -> None:
    picture = f"<file name='a.png' encoding='base64'>{b64(PNG)}</file>"
    text = f"<questiontext format='html'><text><![CDATA[{html}]]></text>{picture}</questiontext>"
    quiz = f"<quiz><question type='essay'><name><text>题</text></name>{text}</question></quiz>"
    [question] = read_blocking(quiz.encode(), "a.xml").courses[0].questions
    shown = question.text.replace("\\<", "<").replace("&lt;", "<")
    assert markdown.replace("&lt;", "<") in shown or markdown.replace("a&lt;b", r"a\lt b") in shown
    assert all(line.startswith("![") for line in question.text.splitlines() if "![" in line)


def b64(data: bytes) -> str:
    return b64encode(data).decode()


def test_a_recording_in_a_question_of_moodle_comes_along() -> None:
    sound = f'<file name="a.mp3" path="/" encoding="base64">{b64(b"ID3")}</file>'
    for html in (
        '<audio controls><source src="@@PLUGINFILE@@/a.mp3">a.mp3</audio>',
        '<a href="@@PLUGINFILE@@/a.mp3">a.mp3</a>',
    ):
        quiz = (
            f"<quiz><question type='truefalse'><name><text>题</text></name><questiontext format='html'><text><![CDATA["
            f"<p>听</p>{html}]]></text>{sound}</questiontext><answer fraction='100'><text>true</text></answer>"
            "<answer fraction='0'><text>false</text></answer></question></quiz>"
        )
        found = read_blocking(quiz.encode(), "a.xml")
        [question] = found.courses[0].questions
        path = question.text.splitlines()[-1].removeprefix("![](").removesuffix(")")
        assert found.files[path] == b"ID3"
        assert not found.notes
