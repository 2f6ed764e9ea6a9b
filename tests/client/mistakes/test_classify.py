"""Proposing knowledge points: the right one first when its words are there, none when they are not."""

import json
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from client.courses.packs import read_pack
from client.mistakes.knowledge import KnowledgeGraph
from client.mistakes.names import Classifier, tokens
from client.mistakes.proposing import SURE_FROM

COURSES = Path(__file__).parents[3] / "assets" / "courses"
SHARED = Path(__file__).parents[4] / "shared" / "data" / "questions"


@pytest.fixture(scope="module")
def graph() -> KnowledgeGraph:
    return KnowledgeGraph.load()


@pytest.mark.parametrize(
    ("text", "subject", "point"),
    [
        ("方程 $x^2-4x+4=0$ 的根的判别式的值是", "math", "根的判别式"),
        ("抛物线 $y=(x-1)^2+2$ 的顶点坐标是", "math", "顶点式"),
        ("下列成语所描述的现象，由光的反射形成的是", "physics", "光的反射"),
    ],
)
def test_a_question_that_names_its_point_finds_it(graph: KnowledgeGraph, text: str, subject: str, point: str) -> None:
    assert graph.propose(text, (), subject)[0][0].name.startswith(point)


@pytest.mark.parametrize("text", ["今天天气如何", "", "$1+1$", "The quick brown fox"])
def test_a_question_unlike_all_points_gets_no_proposal(graph: KnowledgeGraph, text: str) -> None:
    assert graph.propose(text, (), "math") == []


def test_the_options_count_as_words_of_the_question(graph: KnowledgeGraph) -> None:
    assert graph.propose("下列哪一项正确", (), "physics") == []
    assert graph.propose("下列哪一项正确", ("凸透镜成像规律",), "physics")


def test_only_points_of_the_subject_are_proposed(graph: KnowledgeGraph) -> None:
    assert {p.subject for p, _score in graph.propose("凸透镜的焦距与抛物线的顶点", (), "physics")} == {"physics"}
    assert graph.propose("凸透镜的焦距", (), "chemistry") == []


def test_of_a_course_without_a_subject_all_points_are_looked_at(graph: KnowledgeGraph) -> None:
    assert graph.propose("凸透镜的焦距", (), "other")


def test_at_most_three_are_proposed_and_the_likeliest_first(graph: KnowledgeGraph) -> None:
    found = graph.propose("一元二次方程的解法：配方法、公式法、因式分解法", (), "math")
    scores = [score for _point, score in found]
    assert len(found) <= 3
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1 for score in scores)


def test_tokens_are_grams_of_chinese_commands_and_words() -> None:
    assert tokens(r"根的 \frac{Ab}{2} Δ") == ["根", "的", "根的", r"\frac", "ab", "δ"]


@pytest.mark.skipif(not SHARED.is_dir(), reason="the public question sets are not on this machine")
def test_the_accuracy_that_the_docstring_claims_holds() -> None:
    graph = json.loads((SHARED / "math_cn_graph.json").read_text("utf-8"))
    classifier = Classifier()
    for node in graph["points"]:
        parts = {part.removesuffix("模块") for route in node["raw_routes"] for part in route.split("->")}
        names = [node["point"], *sorted(parts - {node["point"], node["module"]})]
        classifier.add(f"{node['module']}|{node['point']}", names, context=node["module"])
    lines = (SHARED / "math_cn_train.jsonl").read_text("utf-8").splitlines()
    questions = [q for q in map(json.loads, lines) if q["canon"]]
    points = modules = 0
    for question in questions:
        found = classifier.scores(question["text"], (question["options"] or {}).values())
        label = max(found, key=found.__getitem__) if found else "|"
        points += label in {"|".join(route) for route in question["canon"]}
        modules += label.split("|")[0] in {route[0] for route in question["canon"]}
    assert modules / len(questions) >= 0.28
    assert points / len(questions) >= 0.12


def test_what_is_taken_without_asking_is_mostly_in_the_right_module(graph: KnowledgeGraph) -> None:
    """Measured on our own courses, whose authors named the points: 26 of the 31 that it is sure of."""
    sure = right = 0
    for folder in filter(Path.is_dir, COURSES.iterdir()):
        course = read_pack(folder)
        for question in course.questions:
            found = graph.propose(question.text, getattr(question, "options", ()), course.subject, limit=1)
            wanted = graph.point(question.points[0]) if question.points else None
            if wanted and found and found[0][1] >= SURE_FROM:
                sure += 1
                right += found[0][0].module == wanted.module
    assert sure
    assert right / sure >= 0.7


def test_several_threads_may_ask_first() -> None:
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        for _time in range(10):
            classifier = Classifier()
            for number in range(300):
                classifier.add(str(number), [f"第{number}个知识点", "一元二次方程的根与系数"])
            together = Barrier(4)

            def ask(_n: int, classifier: Classifier = classifier, together: Barrier = together) -> int:
                together.wait()
                return len(classifier.scores("方程的根与系数"))

            with ThreadPoolExecutor(4) as threads:
                assert list(threads.map(ask, range(4))) == [300] * 4
    finally:
        sys.setswitchinterval(before)
