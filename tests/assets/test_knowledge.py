"""The knowledge graphs we ship: well formed, without a dangling or a circular prerequisite."""

from __future__ import annotations

import copy
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parents[2] / "assets" / "knowledge"
FILES = sorted(FOLDER.glob("*.json"))
ID = re.compile(r"[a-z]+(\.[a-z0-9]+(-[a-z0-9]+)*){2}")
Graph = dict[str, Any]

GRADES = {"primary": range(1, 7), "junior": range(7, 10), "senior": range(10, 13), "school": range(1, 13)}
"""School years of a stage; what is not split by stage spans all of school."""

AT_LEAST = {
    "math-primary": 180,
    "math-junior": 150,
    "math-senior": 160,
    "physics-junior": 110,
    "physics-senior": 150,
    "chemistry-junior": 80,
    "chinese-school": 140,
    "english-school": 130,
    "biology-school": 120,
    "history-school": 130,
    "geography-school": 110,
    "politics-school": 120,
}
FILLER = re.compile(r"综合练习|练习题|专项训练|其他|测试|\d$")

# Aliases that stand at two points of one subject on purpose, with the reason beside them.
SHARED_ALIASES: set[str] = set()


def load(path: Path) -> Graph:
    return json.loads(path.read_text("utf-8"))


def points(graph: Graph) -> list[dict[str, Any]]:
    return [point for module in graph["modules"] for point in module["points"]]


def all_points() -> list[dict[str, Any]]:
    return [point for path in FILES for point in points(load(path))]


def find_cycle(requires: dict[str, list[str]]) -> list[str]:
    """One circle of prerequisites, first id repeated at its end, or an empty list."""
    done: set[str] = set()

    def walk(point_id: str, path: list[str]) -> list[str]:
        if point_id in path:
            return [*path[path.index(point_id) :], point_id]
        if point_id in done:
            return []
        for wanted in requires.get(point_id, []):
            if cycle := walk(wanted, [*path, point_id]):
                return cycle
        done.add(point_id)
        return []

    return next((cycle for point_id in requires if (cycle := walk(point_id, []))), [])


def prerequisites(graphs: list[Graph]) -> dict[str, list[str]]:
    return {point["id"]: point["requires"] for graph in graphs for point in points(graph)}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_graph_has_the_documented_format(path: Path) -> None:
    graph = load(path)
    assert set(graph) == {"format", "subject", "stage", "title", "modules"}
    assert graph["format"] == 1
    assert path.stem == f"{graph['subject']}-{graph['stage']}"
    for module in graph["modules"]:
        assert set(module) == {"id", "name", "grade", "points"}, module["id"]
        assert module["id"].startswith(graph["subject"] + "."), module["id"]
        assert module["name"], module["id"]
        assert module["grade"] in GRADES[graph["stage"]], module["id"]
        assert module["points"], module["id"]
        for point in module["points"]:
            assert set(point) == {"id", "name", "aliases", "requires"}, point["id"]
            assert point["name"].strip() == point["name"] != "", point["id"]
            assert ID.fullmatch(point["id"]), point["id"]
            assert point["id"].rpartition(".")[0] == module["id"], point["id"]


def test_a_file_is_written_the_way_git_can_compare() -> None:
    for path in FILES:
        text = path.read_text("utf-8")
        assert text == json.dumps(json.loads(text), ensure_ascii=False, indent=1) + "\n", path.name


def test_no_id_is_used_twice() -> None:
    ids = Counter(point["id"] for point in all_points())
    modules = Counter(module["id"] for path in FILES for module in load(path)["modules"])
    assert [i for i, n in (ids + modules).items() if n > 1] == []


def test_every_prerequisite_exists_and_is_named_once() -> None:
    known = {point["id"] for point in all_points()}
    for point in all_points():
        assert set(point["requires"]) <= known, point["id"]
        assert len(set(point["requires"])) == len(point["requires"]), point["id"]


def test_no_point_leads_back_to_itself() -> None:
    assert find_cycle(prerequisites([load(path) for path in FILES])) == []


def test_a_circle_that_someone_adds_is_found() -> None:
    graphs = [copy.deepcopy(load(path)) for path in FILES]
    first, last = "math.quadratic-equation.concept", "math.quadratic-equation.vieta"
    for point in (point for graph in graphs for point in points(graph)):
        if point["id"] == first:
            point["requires"].append(last)
    cycle = find_cycle(prerequisites(graphs))
    assert cycle[0] == cycle[-1]
    assert {first, last} <= set(cycle)


def test_the_graphs_cover_school_from_first_to_last_year() -> None:
    counts = {path.stem: len(points(load(path))) for path in FILES}
    assert {name: counts.get(name, 0) for name in AT_LEAST if counts.get(name, 0) < AT_LEAST[name]} == {}
    assert sum(counts.values()) >= 1500


def test_what_is_needed_first_is_met_no_later() -> None:
    grades = {
        point["id"]: module["grade"] for path in FILES for module in load(path)["modules"] for point in module["points"]
    }
    later = [
        (point["id"], wanted)
        for point in all_points()
        for wanted in point["requires"]
        if grades[wanted] > grades[point["id"]]
    ]
    assert later == []


def test_points_hang_together() -> None:
    """Without prerequisites a point is where a thread begins; most points have some."""
    for path in FILES:
        linked = {wanted for point in points(load(path)) for wanted in point["requires"]}
        alone = [point["id"] for point in points(load(path)) if not point["requires"] and point["id"] not in linked]
        assert len(alone) <= 0.3 * len(points(load(path))), path.name


def test_a_point_says_what_is_to_be_known() -> None:
    assert [point["id"] for point in all_points() if FILLER.search(point["name"])] == []


def test_no_two_modules_and_no_two_points_of_a_module_have_one_name() -> None:
    modules = Counter((graph["subject"], module["name"]) for graph in map(load, FILES) for module in graph["modules"])
    assert [name for name, n in modules.items() if n > 1] == []


def test_every_point_has_aliases_to_be_found_by() -> None:
    for point in all_points():
        aliases = point["aliases"]
        assert 1 <= len(aliases) <= 5, point["id"]
        assert all(alias.strip() == alias != "" for alias in aliases), point["id"]
        assert point["name"] not in aliases, point["id"]


def test_a_word_points_to_one_place_of_a_subject() -> None:
    """Across stages too: who writes 倒数 is to find one point, not one of primary and one of junior school."""
    words = Counter(
        (graph["subject"], word.lower())
        for graph in map(load, FILES)
        for point in points(graph)
        for word in (point["name"], *point["aliases"])
    )
    assert {word for (_subject, word), n in words.items() if n > 1} <= SHARED_ALIASES
