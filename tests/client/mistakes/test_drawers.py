"""The filter's drawers: what is in which, and what a press opens."""

from client.mistakes.drawers import UNSORTED, drawers, points_in
from client.mistakes.graphfile import Module, Point
from client.mistakes.knowledge import KnowledgeGraph

EQUATIONS = Module("math.eq", "方程", "math", "初中数学")
CURVES = Module("math.curve", "函数", "math", "初中数学")
LIGHT = Module("physics.light", "光", "physics", "初中物理")
GRAPH = KnowledgeGraph(
    [
        Point("math.eq.a", "配方法", EQUATIONS),
        Point("math.eq.b", "判别式", EQUATIONS),
        Point("math.curve.a", "顶点", CURVES),
        Point("physics.light.a", "反射", LIGHT),
    ]
)


def shown(counts: dict[str, int], chosen: str = "") -> list[list[str]]:
    return [[f"{'*' if d.is_open else ''}{d.name} {d.count}" for d in row] for row in drawers(counts, GRAPH, chosen)]


def test_with_one_subject_its_modules_are_at_hand_the_fullest_first() -> None:
    assert shown({"math.eq.a": 1, "math.curve.a": 2}) == [["*全部 3", "函数 2", "方程 1"]]


def test_with_two_subjects_one_opens_a_subject_first() -> None:
    counts = {"math.eq.a": 1, "math.curve.a": 1, "physics.light.a": 5, "": 1}
    assert shown(counts) == [["*全部 8", "物理 5", "数学 2", "未归类 1"]]
    assert shown(counts, "math") == [["全部 8", "物理 5", "*数学 2", "未归类 1"], ["方程 1", "函数 1"]]


def test_a_module_with_several_points_shows_them() -> None:
    counts = {"math.eq.a": 1, "math.eq.b": 3}
    assert shown(counts, "math.eq") == [["全部 4", "*方程 4"], ["判别式 3", "配方法 1"]]
    assert shown(counts, "math.eq.a") == [["全部 4", "*方程 4"], ["判别式 3", "*配方法 1"]]


def test_pressing_the_open_drawer_closes_it() -> None:
    row = drawers({"math.eq.a": 1, "math.eq.b": 3}, GRAPH, "math.eq")
    assert [d.key for d in row[0]] == ["", ""]
    assert [d.key for d in drawers({"math.eq.a": 1, "math.eq.b": 3}, GRAPH, "math.eq.b")[1]] == ["math.eq", "math.eq.a"]
    assert drawers({"": 2}, GRAPH, UNSORTED)[0][-1].key == ""


def test_a_drawer_holds_the_points_below_it() -> None:
    assert points_in(GRAPH, "") is None
    assert points_in(GRAPH, "math") == ["math.eq.a", "math.eq.b", "math.curve.a"]
    assert points_in(GRAPH, "math.eq") == ["math.eq.a", "math.eq.b"]
    assert points_in(GRAPH, "math.eq.b") == ["math.eq.b"]
    assert points_in(GRAPH, "math.e") == []
