"""Files as other programs export them, made here by the rules of their formats: what the samples do not have."""

import pytest

from client.courses.content import ChoiceQuestion, MatchingQuestion
from client.courses.importing import Imported
from client.courses.importing.reading import read_blocking
from tests.client.courses.importing.examples import OLX_PROBLEM, PNG, QTI12, zipped
from tests.client.courses.importing.exported import canvas, dragged, moodle, olx, qti3, tao


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


def test_a_package_of_qti_2_2_with_a_picture_and_a_recording() -> None:
    found = read_blocking(tao(), "tao.zip")
    [question] = found.courses[0].questions
    assert isinstance(question, ChoiceQuestion)
    assert r"$\sqrt{2}$" in question.text
    assert "\n\n![](media/" in question.text
    assert question.options[0].startswith("![甲](pictures/")
    assert question.correct == (0,)
    assert not found.notes


def test_a_package_of_qti_3() -> None:
    found = read_blocking(qti3(), "qti3.zip")
    assert found.courses[0].title == "期中"
    assert [question.kind for question in found.courses[0].questions] == [
        "choice", "text", "numeric", "cloze", "cloze", "matching", "ordering", "essay"
    ]  # fmt: skip
    choice = found.courses[0].questions[0]
    assert isinstance(choice, ChoiceQuestion)
    assert (choice.options, choice.feedback) == (("甲", "乙"), ("", "好"))
    assert len(found.skipped) == 2
    rules = [segment.rules for lesson in found.courses[0].lessons for segment in lesson.segments if segment.quiz]
    assert [(rule.time_limit_s, rule.sequential) for rule in rules] == [(500, True), (300, True)]  # 5 and 3 questions


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
    [question] = read_blocking(moodle(html, **{"a.png": PNG}), "a.xml").courses[0].questions
    shown = question.text.replace("\\<", "<").replace("&lt;", "<")
    assert markdown.replace("&lt;", "<") in shown or markdown.replace("a&lt;b", r"a\lt b") in shown
    assert all(line.startswith("![") for line in question.text.splitlines() if "![" in line)


def test_a_recording_in_a_question_of_moodle_comes_along() -> None:
    for html in (
        '<audio controls><source src="@@PLUGINFILE@@/a.mp3">a.mp3</audio>',
        '<a href="@@PLUGINFILE@@/a.mp3">a.mp3</a>',
    ):
        found = read_blocking(moodle(f"<p>听</p>{html}", **{"a.mp3": b"ID3"}), "a.xml")
        [question] = found.courses[0].questions
        path = question.text.splitlines()[-1].removeprefix("![](").removesuffix(")")
        assert found.files[path] == b"ID3"
        assert not found.notes
