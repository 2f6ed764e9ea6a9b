"""Every starter course that travels with the app is whole: texts, formulas, drawings, answers and knowledge points."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from client.courses.content import ChoiceQuestion, Course, MatchingQuestion, NumericQuestion, Question, TextQuestion
from client.courses.grading import complaint, grade
from client.courses.packs import read_pack

ASSETS = Path(__file__).parents[2] / "assets"
PACKS = sorted(path.parent for path in ASSETS.glob("courses/*/course.json"))

# What flutter_svg draws on all platforms; style sheets, filters, markers and foreign objects are not in it.
SVG_SHAPES = {"path", "line", "rect", "circle", "ellipse", "polygon", "polyline", "text", "tspan"}
SVG_PAINT = {"defs", "linearGradient", "radialGradient", "stop", "clipPath"}
SVG_TAGS = {"svg", "title", "desc", "g"} | SVG_SHAPES | SVG_PAINT
SVG_ATTRIBUTES_REFUSED = re.compile(r"^(class|style|filter|mask|marker.*|on.*|.*href)$")

DRAWING_LINE = re.compile(r"^!\[([^\]\n]+)\]\(([^)\s]+)\)$")
FORMULA = re.compile(r"(?<!\\)(\$\$?)((?:\\.|[^\\$\n])+?)\1")
# The Markdown widget takes `$…$` for a formula only when this follows; other signs leave the dollars standing.
BEHIND_FORMULA = set(" \n?!.,:？！。，：")
CHINESE = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")


def bodies(course: Course) -> Iterator[tuple[str, str]]:
    for lesson in course.lessons:
        for number, segment in enumerate(lesson.segments, 1):
            yield f"{lesson.id}/{number}", segment.body


def question_texts(question: Question) -> Iterator[str]:
    yield from (question.text, question.explanation, question.hint)
    if isinstance(question, ChoiceQuestion):
        yield from question.options
        yield from question.feedback
    if isinstance(question, MatchingQuestion):
        for pair in question.pairs:
            yield from (pair.prompt, pair.match)
        yield from question.distractors


def texts(course: Course) -> Iterator[tuple[str, str]]:
    yield from bodies(course)
    for question in course.questions:
        yield from ((question.id, text) for text in question_texts(question))


def drawings(course: Course) -> set[str]:
    lines = (line for _, body in bodies(course) for line in body.splitlines())
    return {match[2] for line in lines if (match := DRAWING_LINE.match(line))}


@pytest.fixture(params=PACKS, ids=lambda pack: pack.name)
def pack(request: pytest.FixtureRequest) -> Path:
    return request.param


@pytest.fixture
def course(pack: Path) -> Course:
    return read_pack(pack)


@pytest.fixture(scope="module")
def known_points() -> set[str]:
    graphs = [json.loads(path.read_text(encoding="utf-8")) for path in ASSETS.glob("knowledge/*.json")]
    return {point["id"] for graph in graphs for module in graph["modules"] for point in module["points"]}


def test_there_are_starter_courses():
    assert PACKS


def test_a_pack_is_named_after_its_course_and_has_no_stray_file(pack: Path, course: Course):
    listed = {lesson["file"] for lesson in json.loads((pack / "course.json").read_text(encoding="utf-8"))["lessons"]}
    there = {path.relative_to(pack).as_posix() for path in pack.rglob("*") if path.is_file()}
    assert course.id == pack.name
    assert there == {"course.json"} | listed | drawings(course)


def test_every_lesson_has_text_in_every_segment_and_a_quiz(course: Course):
    assert [lesson.id for lesson in course.lessons if not lesson.questions] == []
    assert [place for place, body in bodies(course) if not body.strip()] == []


def test_a_drawing_stands_alone_on_its_line_with_a_description(course: Course):
    stray = [(place, line) for place, text in texts(course) for line in text.splitlines() if "![" in line]
    assert [(place, line) for place, line in stray if not DRAWING_LINE.match(line)] == []


def test_every_drawing_keeps_to_what_the_app_can_draw(pack: Path, course: Course):
    for name in sorted(drawings(course)):
        root = ET.parse(pack / name).getroot()
        assert {"width", "height", "viewBox"} <= set(root.attrib), name
        for element in root.iter():
            tag = element.tag.removeprefix("{http://www.w3.org/2000/svg}")
            assert tag in SVG_TAGS, (name, tag)
            refused = [key for key in element.attrib if SVG_ATTRIBUTES_REFUSED.match(key.rpartition("}")[2])]
            assert refused == [], (name, tag)
            if tag == "text":
                assert element.get("font-family") == "SC", (name, "the app's own Chinese font is named SC")


def test_dollars_come_in_pairs(course: Course):
    for place, text in texts(course):
        rest = FORMULA.sub("", text).replace(r"\$", "")
        assert "$" not in rest, (place, text)


def test_a_formula_is_followed_by_a_sign_that_lets_the_renderer_see_it(course: Course):
    for place, text in texts(course):
        for match in FORMULA.finditer(text):
            assert text[match.end() : match.end() + 1] in BEHIND_FORMULA | {""}, (place, match[0])


def test_chinese_stays_outside_formulas(course: Course):
    for place, text in texts(course):
        for match in FORMULA.finditer(text):
            assert not CHINESE.search(re.sub(r"\\text\{[^}]*\}", "", match[2])), (place, match[0])


def test_every_question_is_explained(course: Course):
    assert [question.id for question in course.questions if not question.explanation.strip()] == []


def test_every_question_hangs_on_known_knowledge_points(course: Course, known_points: set[str]):
    if course.subject != "other":  # the tour asks about the app, too, of which no graph knows
        assert [question.id for question in course.questions if not question.points] == []
    assert {point for question in course.questions for point in question.points} - known_points == set()


def test_what_is_said_to_be_right_is_graded_as_right(course: Course):
    for question in course.questions:
        match question:
            case NumericQuestion():
                given = [f"{answer.value:g}{unit}" for answer in question.answers for unit in ("", question.unit)]
            case TextQuestion():
                given = list(question.accepted)
            case _:
                continue
        assert [g for g in given if complaint(question, g) or not grade(question, g).correct] == [], question.id


def test_no_option_stands_twice_in_a_question(course: Course):
    for question in course.questions:
        if isinstance(question, ChoiceQuestion):
            shown = list(question.options)
        elif isinstance(question, MatchingQuestion):
            shown = [pair.match for pair in question.pairs] + list(question.distractors)
        else:
            continue
        assert len(set(shown)) == len(shown), question.id


def test_the_right_option_has_no_favourite_place(course: Course):
    single = [q for q in course.questions if isinstance(q, ChoiceQuestion) and not q.multiple]
    places = Counter(question.correct[0] for question in single)
    if len(single) >= 8:
        assert len(places) >= 3, places
        assert max(places.values()) <= len(single) / 2, places
