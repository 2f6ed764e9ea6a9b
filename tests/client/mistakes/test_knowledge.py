"""The knowledge graph: what is refused, what is found."""

import copy
from pathlib import Path
from typing import Any

import pytest

from client.mistakes.graphfile import KnowledgeError, Module, Point
from client.mistakes.knowledge import KnowledgeGraph, find_cycle
from tests.client.mistakes.examples import GRAPH, write_graph

MODULE = Module("m", "模块", "math", "初中数学")


def points(**requires: str) -> list[Point]:
    return [Point(i, f"点{i}", MODULE, requires=tuple(needed.split())) for i, needed in requires.items()]


def test_a_point_knows_its_module_and_its_prerequisites(tmp_path: Path) -> None:
    graph = KnowledgeGraph.load(write_graph(tmp_path))
    point = graph.point("math.quadratic.discriminant")
    assert point is not None
    assert (point.name, point.module.name, point.module.stage, point.subject) == (
        "根的判别式",
        "一元二次方程",
        "初中数学",
        "math",
    )
    assert [p.name for p in graph.prerequisites(point)] == ["配方法"]


def test_a_point_of_a_newer_graph_is_unknown_and_no_error() -> None:
    assert KnowledgeGraph().point("math.newer") is None


def test_a_dangling_prerequisite_is_refused_with_both_names() -> None:
    with pytest.raises(KnowledgeError, match="“点a”要求先学的“z”不存在"):
        KnowledgeGraph(points(a="z"))


def test_a_cycle_is_refused_and_named_point_by_point() -> None:
    with pytest.raises(KnowledgeError, match="点a → 点b → 点c → 点a"):
        KnowledgeGraph(points(a="b", b="c", c="a"))


def test_a_point_that_needs_itself_is_refused() -> None:
    with pytest.raises(KnowledgeError, match="点a → 点a"):
        KnowledgeGraph(points(a="a"))


def test_two_ways_to_the_same_point_are_no_cycle() -> None:
    assert find_cycle({"a": ["b", "c"], "b": ["d"], "c": ["d"], "d": []}) == []


def test_a_cycle_behind_a_finished_branch_is_found() -> None:
    assert find_cycle({"a": ["b"], "b": [], "c": ["a", "d"], "d": ["e"], "e": ["d"]}) == ["d", "e", "d"]


def test_a_chain_of_ten_thousand_points_is_no_problem() -> None:
    chain = {str(i): [str(i + 1)] for i in range(10_000)} | {"10000": []}
    assert find_cycle(chain) == []


def test_an_id_used_twice_is_refused() -> None:
    with pytest.raises(KnowledgeError, match="重复"):
        KnowledgeGraph([*points(a=""), *points(a="")])


def test_a_prerequisite_may_stand_in_another_file(tmp_path: Path) -> None:
    other: dict[str, Any] = copy.deepcopy(GRAPH) | {"subject": "physics", "title": "初中物理"}
    other["modules"] = [
        {
            "id": "physics.motion",
            "name": "运动",
            "grade": 8,
            "points": [
                {"id": "physics.motion.speed", "name": "速度", "aliases": [], "requires": ["math.function.vertex"]}
            ],
        }
    ]
    graph = KnowledgeGraph.load(write_graph(tmp_path, GRAPH, other))
    assert len(graph.points) == 4


@pytest.mark.parametrize("text", ["{", "[]", '{"format": 2}', '{"format":1,"subject":"math","surprise":1}'])
def test_a_file_that_is_no_graph_is_named_in_the_sentence(tmp_path: Path, text: str) -> None:
    (tmp_path / "broken.json").write_text(text, "utf-8")
    with pytest.raises(KnowledgeError, match=r"broken\.json"):
        KnowledgeGraph.load(tmp_path)


def test_search_finds_names_aliases_and_modules_the_exact_name_first(tmp_path: Path) -> None:
    graph = KnowledgeGraph.load(write_graph(tmp_path))

    def found(text: str) -> list[str]:
        return [point.name for point in graph.search(text)]

    assert found("配方法") == ["配方法"]
    assert found("δ") == ["根的判别式"]
    assert found("一元二次方程") == ["配方法", "根的判别式"]
    assert found("二次函数 顶点") == ["顶点式"]
    assert found("量子") == found("  ") == []


def test_the_graph_that_we_ship_loads() -> None:
    assert len(KnowledgeGraph.load().points) >= 150
