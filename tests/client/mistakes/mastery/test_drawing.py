"""What is drawn of the graph: every node once, everything below what it needs."""

from pathlib import Path

import pytest

from client.mistakes.knowledge import KnowledgeGraph
from client.mistakes.mastery.drawing import around, depths_of, modules_of, points_of, stages_of, standing_of
from client.mistakes.mastery.standing import Standing
from tests.client.mistakes.examples import write_graph
from views.mistakes.diagram import Node, place


@pytest.fixture(scope="module")
def graph() -> KnowledgeGraph:
    return KnowledgeGraph.load()


def test_every_point_of_a_module_is_drawn_once_below_what_it_needs(graph: KnowledgeGraph) -> None:
    for module_id in graph.modules:
        layers, edges = points_of(graph, module_id)
        depth = {point.id: number for number, layer in enumerate(layers) for point in layer}
        assert sorted(depth) == sorted(p.id for p in graph.points.values() if p.module.id == module_id)
        assert all(depth[needed] < depth[needs] for needed, needs in edges)


def test_modules_are_drawn_by_year_and_no_line_says_what_two_others_say(graph: KnowledgeGraph) -> None:
    for stage in stages_of(graph, "math"):
        layers, edges = modules_of(graph, "math", stage)
        shown = [module.id for layer in layers for module in layer]
        assert len(shown) == len(set(shown)) > 0
        assert all(len({module.grade for module in layer}) == 1 for layer in layers)
        for begin, end in edges:
            assert not any((begin, middle) in edges and (middle, end) in edges for middle in shown)


def test_around_a_point_stand_what_it_needs_and_what_needs_it(tmp_path: Path) -> None:
    small = KnowledgeGraph.load(write_graph(tmp_path))
    layers, edges = around(small, small.points["math.quadratic.completing"])
    assert [[point.name for point in layer] for layer in layers] == [["配方法"], ["根的判别式"]]
    assert edges == {("math.quadratic.completing", "math.quadratic.discriminant")}


def test_a_module_of_which_nothing_is_known_has_no_mastery(tmp_path: Path) -> None:
    small = KnowledgeGraph.load(write_graph(tmp_path))
    one = standing_of(small, small.modules["math.quadratic"], Standing())
    assert (one.mastery, one.known, one.points) == (None, 0, 2)


def test_depths_follow_the_longest_way() -> None:
    assert depths_of({"a": [], "b": ["a"], "c": ["a", "b"]}) == {"a": 0, "b": 1, "c": 2}


@pytest.mark.parametrize("width", [320.0, 700.0, 1200.0])
def test_nodes_stand_within_the_width_and_never_upon_each_other(width: float) -> None:
    layers = [[Node(f"{layer}-{n}", "x", "") for n in range(7)] for layer in range(3)]
    places, height = place(layers, width, (140, 78))
    assert len(places) == 21
    for name, (x, y) in places.items():
        assert 0 <= x <= width - 140
        assert 0 <= y <= height - 78
        assert all(abs(x - ox) >= 140 or abs(y - oy) >= 78 for other, (ox, oy) in places.items() if other != name)
