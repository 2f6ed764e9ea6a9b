# ruff: noqa: E501 - files of others have lines as long as they want
"""Small files of every format, written for these tests, with each kind of question that the format knows."""

import io
import json
import zipfile
from collections.abc import Mapping

from client.courses.exporting import export_blocking
from tests.fakes.courses import FILES, a_course

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)

MOODLE = """<?xml version="1.0"?><quiz>
<question type="category"><category><text>$course$/top/力学/受力</text></category></question>
<question type="multichoice"><name><text>甲</text></name>
 <questiontext format="html"><text><![CDATA[<p>选一个 \\(x^2\\) <img src="@@PLUGINFILE@@/a.png" alt="图"></p>]]></text>
 <file name="a.png" path="/" encoding="base64">iVBORw0KGgo=</file></questiontext>
 <generalfeedback format="html"><text>总评</text></generalfeedback><single>true</single>
 <answer fraction="100"><text>对</text><feedback><text>好</text></feedback></answer>
 <answer fraction="50"><text>半对</text></answer><answer fraction="0"><text>错</text></answer>
 <hint><text>想想</text></hint></question>
<question type="multichoice"><name><text>乙</text></name><questiontext><text>选几个</text></questiontext>
 <single>false</single><answer fraction="50"><text>一</text></answer><answer fraction="50"><text>二</text></answer>
 <answer fraction="-100"><text>三</text></answer></question>
<question type="truefalse"><name><text>丙</text></name><questiontext><text>水往低处流</text></questiontext>
 <answer fraction="100"><text>true</text></answer><answer fraction="0"><text>false</text></answer></question>
<question type="shortanswer"><name><text>丁</text></name><questiontext><text>首都？</text></questiontext>
 <usecase>0</usecase><answer fraction="100"><text>北京*</text></answer><answer fraction="50"><text>京</text></answer>
 <answer fraction="0"><text>*</text></answer></question>
<question type="numerical"><name><text>戊</text></name><questiontext><text>多长？</text></questiontext>
 <answer fraction="100"><text>1.5</text><tolerance>0.1</tolerance></answer><unitgradingtype>1</unitgradingtype>
 <units><unit><multiplier>1</multiplier><unit_name>m</unit_name></unit>
 <unit><multiplier>100</multiplier><unit_name>cm</unit_name></unit></units></question>
<question type="matching"><name><text>己</text></name><questiontext><text>连线</text></questiontext>
 <subquestion><text>力</text><answer><text>N</text></answer></subquestion>
 <subquestion><text>功</text><answer><text>J</text></answer></subquestion>
 <subquestion><text></text><answer><text>W</text></answer></subquestion></question>
<question type="essay"><name><text>庚</text></name><questiontext><text>谈谈</text></questiontext>
 <graderinfo><text>要点</text></graderinfo></question>
<question type="ordering"><name><text>辛</text></name><questiontext><text>排序</text></questiontext>
 <answer fraction="2"><text>夏</text></answer><answer fraction="1"><text>春</text></answer></question>
<question type="gapselect"><name><text>壬</text></name><questiontext><text>甲[[1]]乙[[2]]丙[[1]]</text></questiontext>
 <selectoption><text>大</text><group>1</group></selectoption><selectoption><text>小</text><group>1</group></selectoption>
 </question>
<question type="ddwtos"><name><text>癸</text></name><questiontext><text>天[[2]]</text></questiontext>
 <dragbox><text>红</text><group>1</group></dragbox><dragbox><text>蓝</text><group>1</group></dragbox></question>
<question type="cloze"><name><text>子</text></name><questiontext><text><![CDATA[<p>巴黎在{1:MULTICHOICE:=法国#对~%50%欧洲~德国}，
 2+2={2:NUMERICAL:=4:0.1}，首字{:SA:=巴}，\\(\\frac{1}{2}\\)</p>]]></text></questiontext></question>
<question type="description"><name><text>说明</text></name><questiontext><text>读一读</text></questiontext></question>
<question type="stack"><name><text>丑</text></name><questiontext><text>x</text></questiontext></question>
<question type="multichoice"><name><text>寅</text></name><questiontext><text>没有对的</text></questiontext>
 <answer fraction="0"><text>一</text></answer><answer fraction="0"><text>二</text></answer></question>
</quiz>"""

AIKEN = "首都？\nA) 北京\nB) 上海\nANSWER: A\n\n哪些？\nA. 甲\nB. 乙\nC. 丙\nANSWER: A, C\n\n没答案？\nA) 一\nB) 二\nANSWER: Z\n"


def qti21(body: str, declared: str, title: str = "题") -> str:
    return (
        '<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="i1" title="' + title + '">'
        + declared + "<itemBody>" + body + "</itemBody></assessmentItem>"
    )  # fmt: skip


def declared(values: str, base: str = "identifier", cardinality: str = "single", name: str = "R") -> str:
    shown = "".join(f"<value>{value}</value>" for value in values.split(","))
    return (
        f'<responseDeclaration identifier="{name}" cardinality="{cardinality}" baseType="{base}">'
        f"<correctResponse>{shown}</correctResponse></responseDeclaration>"
    )


CHOICES = '<simpleChoice identifier="A">甲</simpleChoice><simpleChoice identifier="B">乙</simpleChoice>'
QTI21 = {
    "choice": qti21(f'<choiceInteraction responseIdentifier="R" maxChoices="1"><prompt>选？</prompt>{CHOICES}'
                    "</choiceInteraction>", declared("B")),
    "text": qti21('<p>首都是<textEntryInteraction responseIdentifier="R"/>。</p>', declared("北京", "string")),
    "numeric": qti21('<p>1+1=<textEntryInteraction responseIdentifier="R"/></p>', declared("2", "integer")),
    "cloze": qti21('<p>天是<inlineChoiceInteraction responseIdentifier="R"><inlineChoice identifier="A">红</inlineChoice>'
                   '<inlineChoice identifier="B">蓝</inlineChoice></inlineChoiceInteraction>的</p>', declared("B")),
    "ordering": qti21(f'<orderInteraction responseIdentifier="R"><prompt>排</prompt>{CHOICES}</orderInteraction>',
                      declared("B,A", cardinality="ordered")),
    "matching": qti21('<matchInteraction responseIdentifier="R"><prompt>配</prompt><simpleMatchSet>'
                      '<simpleAssociableChoice identifier="a">甲</simpleAssociableChoice>'
                      '<simpleAssociableChoice identifier="b">乙</simpleAssociableChoice></simpleMatchSet><simpleMatchSet>'
                      '<simpleAssociableChoice identifier="x">子</simpleAssociableChoice>'
                      '<simpleAssociableChoice identifier="y">丑</simpleAssociableChoice></simpleMatchSet>'
                      "</matchInteraction>", declared("a x,b y", "directedPair", "multiple")),
    "gap": qti21('<gapMatchInteraction responseIdentifier="R"><prompt>填</prompt><gapText identifier="A">红</gapText>'
                 '<gapText identifier="B">蓝</gapText><p>天<gap identifier="G"/></p></gapMatchInteraction>',
                 declared("B G", "directedPair", "multiple")),
    "hottext": qti21('<hottextInteraction responseIdentifier="R"><p>他<hottext identifier="A">去</hottext>'
                     '<hottext identifier="B">的</hottext>地方</p></hottextInteraction>', declared("B")),
    "essay": qti21('<extendedTextInteraction responseIdentifier="R"><prompt>谈</prompt></extendedTextInteraction>', ""),
    "hotspot": qti21('<hotspotInteraction responseIdentifier="R"/>', declared("A")),
}  # fmt: skip

QTI12 = """<questestinterop xmlns="http://www.imsglobal.org/xsd/ims_qtiasiv1p2"><assessment ident="a" title="测验"><section>
<item ident="q1" title="一"><itemmetadata><qtimetadata><qtimetadatafield><fieldlabel>cc_profile</fieldlabel>
<fieldentry>cc.multiple_choice.v0p1</fieldentry></qtimetadatafield></qtimetadata></itemmetadata><presentation>
<material><mattext texttype="text/html">&lt;p&gt;选？&lt;/p&gt;</mattext></material>
<response_lid ident="r" rcardinality="Single"><render_choice>
<response_label ident="a"><material><mattext>甲</mattext></material></response_label>
<response_label ident="b"><material><mattext>乙</mattext></material></response_label></render_choice></response_lid>
</presentation><resprocessing><outcomes><decvar maxvalue="100"/></outcomes><respcondition><conditionvar>
<varequal respident="r">b</varequal></conditionvar><setvar>100</setvar></respcondition></resprocessing></item>
<item ident="q2" title="二"><presentation><material><mattext>首都？</mattext></material>
<response_str ident="s"><render_fib/></response_str></presentation><resprocessing><respcondition><conditionvar>
<varequal respident="s">北京</varequal></conditionvar><setvar>100</setvar></respcondition></resprocessing></item>
<item ident="q3" title="三"><itemmetadata><qtimetadata><qtimetadatafield><fieldlabel>question_type</fieldlabel>
<fieldentry>file_upload_question</fieldentry></qtimetadatafield></qtimetadata></itemmetadata><presentation>
<material><mattext>交</mattext></material></presentation></item></section></assessment></questestinterop>"""

MANIFEST = """<manifest identifier="m" xmlns="http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"><metadata>
<schema>IMS Common Cartridge</schema></metadata><organizations><organization><item identifier="root">
<item identifier="i1"><title>模块</title><item identifier="i2" identifierref="p"><title>页</title></item>
<item identifier="i3" identifierref="q"><title>测验</title></item>
<item identifier="i4" identifierref="l"><title>工具</title></item></item></item></organization></organizations>
<resources><resource identifier="p" type="webcontent" href="page.html"><file href="page.html"/></resource>
<resource identifier="q" type="imsqti_xmlv1p2/imscc_xmlv1p1/assessment"><file href="q/quiz.xml"/></resource>
<resource identifier="l" type="imsbasiclti_xmlv1p0"><file href="lti.xml"/></resource>
<resource identifier="x" type="webcontent" href="notes.pdf"><file href="notes.pdf"/></resource></resources></manifest>"""

OLX_PROBLEM = """<problem display_name="混合"><p>看题</p><multiplechoiceresponse><label>选？</label><choicegroup>
<choice correct="true">甲</choice><choice correct="false">乙</choice></choicegroup></multiplechoiceresponse>
<choiceresponse><label>选几个</label><checkboxgroup><choice correct="true">甲</choice><choice correct="true">乙</choice>
<choice correct="false">丙</choice></checkboxgroup></choiceresponse>
<numericalresponse answer="[5,7)"><label>多少</label><formulaequationinput/></numericalresponse>
<stringresponse answer="北京" type="ci"><label>首都</label><additional_answer answer="京"/><textline/></stringresponse>
<optionresponse><label>下拉</label><optioninput options="('甲','乙')" correct="乙"/></optionresponse>
<customresponse cfn="f"><label>程序</label><textline/></customresponse>
<solution><p>讲解</p></solution><demandhint><hint>提示</hint></demandhint></problem>"""

PERSEUS = json.dumps({
    "question": {
        "content": "选 $x$：[[☃ radio 1]] 填 [[☃ numeric-input 1]] 和 [[☃ dropdown 1]]", "images": {},
        "widgets": {
            "radio 1": {"type": "radio", "options": {"choices": [{"content": "1", "correct": True}, {"content": "2"}]}},
            "numeric-input 1": {"type": "numeric-input", "options": {"answers": [
                {"value": 3, "status": "correct", "maxError": 0.1}]}},
            "dropdown 1": {"type": "dropdown", "options": {"choices": [
                {"content": "大", "correct": False}, {"content": "小", "correct": True}]}},
        },
    },
    "hints": [{"content": "想", "images": {}, "widgets": {}}],
}, ensure_ascii=False)  # fmt: skip

CNXML = """<document xmlns="http://cnx.rice.edu/cnxml" xmlns:m="http://www.w3.org/1998/Math/MathML"><title>函数</title>
<content><para id="p">设 <m:math><m:msup><m:mi>x</m:mi><m:mn>2</m:mn></m:msup></m:math></para><section id="s">
<title>练习</title><exercise id="e"><problem><para>求 <m:math><m:mfrac><m:mn>1</m:mn><m:mn>2</m:mn></m:mfrac></m:math></para>
</problem><solution><para>0.5</para></solution></exercise></section></content></document>"""

CMI5 = """<courseStructure xmlns="https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd">
<course id="https://x.org/c"><title><langstring lang="zh">课</langstring></title>
<description><langstring>说</langstring></description></course><au id="https://x.org/a" moveOn="Passed">
<title><langstring>单元</langstring></title><description><langstring>说明</langstring></description>
<url>https://x.org/index.html</url></au></courseStructure>"""

MARKDOWN = """---
title: 排序
---
# 排序

读一读 $x^2$ 。

## 快排

!!! note "注意"
    不稳定。

=== "C++"

    ```cpp
    int a; // $x$
    ```

![图](a.png)
"""

H5P = {
    "content": [
        {"content": {"library": "H5P.AdvancedText 1.1", "params": {"text": "<p>读</p>"}}},
        {"content": {"library": "H5P.TrueFalse 1.6", "params": {"question": "对吗", "correct": "true"}}},
        {"content": {"library": "H5P.MultiChoice 1.16", "params": {"question": "选", "answers": [
            {"text": "甲", "correct": True}, {"text": "乙", "correct": False}]}}},
        {"content": {"library": "H5P.Blanks 1.14", "params": {"text": "填", "questions": ["天是*蓝/蓝色*的"]}}},
        {"content": {"library": "H5P.DragText 1.8", "params": {"taskDescription": "拖", "textField": "海是*蓝*的"}}},
        {"content": {"library": "H5P.DragQuestion 1.13", "params": {}}},
    ]
}  # fmt: skip

BACKUP = """<moodle_backup><information><original_course_fullname>课</original_course_fullname><contents><activities>
<activity><moduleid>1</moduleid><sectionid>9</sectionid><modulename>quiz</modulename><title>测</title>
<directory>activities/quiz_1</directory></activity><activity><moduleid>2</moduleid><sectionid>9</sectionid>
<modulename>page</modulename><title>页</title><directory>activities/page_2</directory></activity></activities>
<sections><section><sectionid>9</sectionid><title>单元</title><directory>sections/section_9</directory></section>
</sections></contents></information></moodle_backup>"""
BANK = """<question_categories><question_category id="1"><name>类</name><questions><question id="5"><parent>0</parent>
<name>题</name><questiontext>对吗</questiontext><questiontextformat>1</questiontextformat><qtype>truefalse</qtype>
<plugin_qtype_truefalse_question><answers><answer id="7"><answertext>True</answertext><fraction>1.0</fraction></answer>
<answer id="8"><answertext>False</answertext><fraction>0</fraction></answer></answers></plugin_qtype_truefalse_question>
</question><question id="6"><parent>0</parent><name>填</name><questiontext>甲{#1}乙</questiontext><qtype>multianswer</qtype>
<plugin_qtype_multianswer_question><multianswer id="1"><question>6</question><sequence>10</sequence></multianswer>
</plugin_qtype_multianswer_question></question><question id="10"><parent>6</parent><name>分</name>
<questiontext>{1:SA:=子}</questiontext><qtype>shortanswer</qtype><plugin_qtype_shortanswer_question><answers>
<answer id="11"><answertext>子</answertext><fraction>1</fraction></answer></answers></plugin_qtype_shortanswer_question>
</question></questions></question_category></question_categories>"""


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


CARTRIDGE = zipped(
    {
        "imsmanifest.xml": MANIFEST,
        "page.html": '<html><title>页</title><p>读 <img src="%24IMS-CC-FILEBASE%24/a.png"></p></html>',
        "web_resources/a.png": PNG,
        "q/quiz.xml": QTI12,
        "lti.xml": "<lti/>",
        "notes.pdf": b"%PDF",
    }
)
OLX = zipped(
    {
        "course/course.xml": '<course url_name="r" org="o" course="c"/>',
        "course/course/r.xml": '<course display_name="课"><chapter url_name="a"/></course>',
        "course/chapter/a.xml": '<chapter display_name="章"><sequential url_name="s"/></chapter>',
        "course/sequential/s.xml": '<sequential display_name="节"><vertical url_name="v"/></sequential>',
        "course/vertical/v.xml": '<vertical display_name="页"><html url_name="h"/><problem url_name="p"/>'
        '<video url_name="f"/><lti url_name="t"/></vertical>',
        "course/html/h.xml": '<html filename="h" display_name="文"/>',
        "course/html/h.html": '<p>读 <img src="/static/a.png" alt="图"></p>',
        "course/static/a.png": PNG,
        "course/static/f.srt": "1\n00:00:01,000 --> 00:00:02,500\n你好\n",
        "course/problem/p.xml": OLX_PROBLEM,
        "course/video/f.xml": '<video display_name="片" youtube_id_1_0="abcdefghijk"><source src="https://x.org/a.mp4"/>'
        '<transcript language="zh" src="f.srt"/></video>',
        "course/lti/t.xml": "<lti/>",
    }
)
EXAMPLES: dict[str, bytes] = {
    "moodle.xml": MOODLE.encode(),
    "aiken.txt": AIKEN.encode(),
    "qti12.xml": QTI12.encode(),
    **{f"qti21-{kind}.xml": text.encode() for kind, text in QTI21.items()},
    "problem.xml": OLX_PROBLEM.encode(),
    "perseus.json": PERSEUS.encode(),
    "module.cnxml": CNXML.encode(),
    "structure.xml": CMI5.encode(),
    "排序.md": MARKDOWN.encode(),
    "页.html": "<html><title>页</title><body><h1>题</h1><p>读<table><tr><td>1</table></body></html>".encode(),
    "课.imscc": CARTRIDGE,
    "olx.zip": OLX,
    "课.h5p": zipped({"h5p.json": '{"title": "课", "mainLibrary": "H5P.Column"}', "content/content.json": json.dumps(H5P)}),
    "课.mbz": zipped({
        "moodle_backup.xml": BACKUP, "questions.xml": BANK,
        "activities/quiz_1/quiz.xml": '<activity contextid="3"><quiz><intro>说</intro><timelimit>60</timelimit>'
        "<navmethod>sequential</navmethod><question_instances><question_instance><slot>1</slot>"
        "<questionid>5</questionid></question_instance></question_instances></quiz></activity>",
        "activities/page_2/page.xml": "<activity><page><content>&lt;p&gt;读&lt;/p&gt;</content></page></activity>",
    }),
    "课.apkg": export_blocking(a_course(), FILES, "apkg").data,
    "课.zip": export_blocking(a_course(), FILES, "pack").data,
    "课.gift": export_blocking(a_course(), FILES, "gift").data,
    "书.zip": zipped({"mkdocs.yml": "site_name: 书\nnav:\n  - 章:\n    - 排序: sort.md\n    - 缺: none.md\n",
                     "docs/sort.md": MARKDOWN, "docs/a.png": PNG}),
}  # fmt: skip
