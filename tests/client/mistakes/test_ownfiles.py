"""Graph files that a person adds: merged when they fit, refused with a sentence when not."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from client.mistakes.graphfile import GraphFile, KnowledgeError
from client.mistakes.knowledge import KnowledgeGraph
from client.mistakes.ownfiles import LARGEST, add_file, merged, remove_file
from tests.client.mistakes.examples import GRAPH

SCHEMA = Path(__file__).parents[3] / "assets" / "knowledge" / "schema" / "graph.json"


def own(**changes: Any) -> dict[str, Any]:
    point = {"id": "math.club.cauchy", "name": "柯西不等式", "aliases": ["柯西"], "requires": ["math.function.vertex"]}
    point |= changes
    module = {"id": "math.club", "name": "数学社", "grade": 9, "points": [point]}
    return copy.deepcopy(GRAPH) | {"stage": "club", "title": "校本数学", "modules": [module]}


def data(file: object) -> bytes:
    return json.dumps(file, ensure_ascii=False).encode()


@pytest.fixture
def graph(tmp_path: Path) -> KnowledgeGraph:
    (tmp_path / "ours").mkdir()
    (tmp_path / "ours" / "math.json").write_bytes(data(GRAPH))
    return KnowledgeGraph.load(tmp_path / "ours")


def test_a_file_that_fits_is_kept_and_its_points_are_found(graph: KnowledgeGraph, tmp_path: Path) -> None:
    added = add_file(graph, tmp_path / "own", "我们学校.json", data(own()))
    assert (added.title, added.points, added.problem) == ("校本数学", 1, "")
    both, files = merged(list(graph.points.values()), tmp_path / "own", None)
    assert [p.id for p in both.search("柯西")] == ["math.club.cauchy"]
    assert both.point("math.quadratic.discriminant")
    assert files == [added]
    remove_file(tmp_path / "own", added.name)
    assert merged(list(graph.points.values()), tmp_path / "own", None)[1] == []


def test_a_file_of_the_same_name_replaces_the_one_before(graph: KnowledgeGraph, tmp_path: Path) -> None:
    add_file(graph, tmp_path, "own.json", data(own()))
    both, _files = merged(list(graph.points.values()), tmp_path, None)
    add_file(both, tmp_path, "own.json", data(own(name="柯西不等式的证明")))
    again, _files = merged(list(graph.points.values()), tmp_path, None)
    point = again.point("math.club.cauchy")
    assert point is not None
    assert point.name == "柯西不等式的证明"


@pytest.mark.parametrize(
    ("broken", "says"),
    [
        (b"{", r"own\.json"),
        (data([]), r"own\.json"),
        (data(own() | {"modules": []}), "没有知识点"),
        (data(own(requires=["math.nowhere.at-all"])), r"不存在"),
        (data(own(requires=["math.club.cauchy"])), r"绕成了一圈"),
        (data(own(id="math.function.vertex")), r"重复"),
        (data(own(name=7)), "modules → 1 → points → 1 → name"),
        (data(own(colour="red")), "colour"),
        (b" " * (LARGEST + 1), "太大"),
    ],
)
def test_a_broken_file_is_refused_with_the_place_and_nothing_is_kept(
    graph: KnowledgeGraph, tmp_path: Path, broken: bytes, says: str
) -> None:
    with pytest.raises(KnowledgeError, match=says):
        add_file(graph, tmp_path / "own", "own.json", broken)
    assert not list((tmp_path / "own").glob("*"))


def test_a_file_that_no_longer_fits_is_left_out_with_its_reason(graph: KnowledgeGraph, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(data(own(requires=["math.gone.away"])))
    (tmp_path / "b.json").write_bytes(data(own()))
    both, files = merged(list(graph.points.values()), tmp_path, None)
    assert both.point("math.club.cauchy")
    assert [bool(file.problem) for file in files] == [True, False]


def test_a_name_cannot_leave_the_folder(graph: KnowledgeGraph, tmp_path: Path) -> None:
    add_file(graph, tmp_path / "own", "../../evil.json", data(own()))
    assert [path.name for path in (tmp_path / "own").iterdir()] == ["evil.json"]
    remove_file(tmp_path / "own", "../ours/math.json")
    assert (tmp_path / "ours" / "math.json").is_file()


def test_the_schema_beside_our_files_is_what_the_app_reads() -> None:
    assert json.loads(SCHEMA.read_text("utf-8")) == GraphFile.model_json_schema()
