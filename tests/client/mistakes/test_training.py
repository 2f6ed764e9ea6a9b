"""Training and ranking: what is learned is found again, a file says the same as what was fitted."""

import json
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
import pytest

from client.mistakes import classify, train
from client.mistakes.alike import normal
from client.mistakes.features import GROUPS, features
from client.mistakes.knowledge import ASSETS, KnowledgeGraph
from client.mistakes.model import Model, ModelError
from client.mistakes.training.fit import Settings, Trainer
from client.mistakes.training.pack import pack
from client.mistakes.training.questions import Example, read_examples, read_nodes
from client.mistakes.training.tables import read_table, read_wordings
from client.mistakes.training.vectors import Vocabulary, document

SHARED = Path(__file__).parents[4] / "shared" / "data" / "questions"

KINDS = {
    ("数论", "余数"): ["{n}除以{m}的余数是多少", "一个数除以{m}余{n}，这个数除以{n}余几"],
    ("数论", "质数"): ["{n}以内的质数有几个", "两个质数的和是{n}，它们的积是"],
    ("应用题", "鸡兔同笼"): ["鸡和兔同笼，共有{n}个头，{m}只脚，兔有几只", "停车场有三轮车和小汽车共{n}辆，{m}个轮子"],
}


def lines() -> list[dict[str, Any]]:
    rows = []
    for number in range(24):
        for (module, point), texts in KINDS.items():
            text = texts[number % 2].format(n=number + 11, m=number + 40)
            options = {"A": str(number), "B": str(number + 1)}
            analysis = f"这是{point}的题" if number % 3 else None
            canon = [] if number == 5 else [[module, point]]
            rows.append(
                {
                    "id": f"{point}{number}",
                    "text": text,
                    "options": options,
                    "canon": canon,
                    "group": number,
                    "analysis": analysis,
                }
            )
    return rows


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("training")
    rows = lines()
    (folder / "data.jsonl").write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    points = [
        {"module": m, "point": p, "n": 1, "raw_routes": [f"{m}->{p}问题"]} for m, p in [*KINDS, ("应用题", "盈亏")]
    ]
    (folder / "graph.json").write_text(json.dumps({"modules": [], "points": points}), "utf-8")
    return folder


@pytest.fixture(scope="module")
def model(folder: Path) -> Model:
    data, graph, out = folder / "data.jsonl", folder / "graph.json", folder / "a.model"
    train.main(["--data", str(data), "--graph", str(graph), "--out", str(out), "--made", "2026-11-29"])
    return Model.load(out)


def test_a_question_of_a_learned_kind_finds_its_point(model: Model) -> None:
    first = model.rank("笼子里的鸡和兔一共有50个头，140只脚，鸡有几只").points[0]
    assert (model.modules[first[0]], model.points[first[1]][1]) == ("应用题", "鸡兔同笼")


def test_a_point_without_a_question_is_found_by_its_name(model: Model) -> None:
    best = [model.points[column][1] for _module, column, _chance in model.rank("盈亏问题").points[:1]]
    assert best == ["盈亏"]


def test_chances_sum_to_one_and_the_likeliest_comes_first(model: Model) -> None:
    ranking = model.rank("31除以7的余数")
    for chances in ([c for _m, c in ranking.modules], [c for _m, _p, c in ranking.points]):
        assert sum(chances) == pytest.approx(1)
        assert chances == sorted(chances, reverse=True)


def test_what_is_like_nothing_learned_is_little_like_it(model: Model) -> None:
    assert model.rank("the quick brown fox").likeness < model.rank("60以内的质数有几个").likeness


@pytest.mark.parametrize("many", [1, 1000])
def test_a_file_ranks_as_what_was_fitted(folder: Path, many: int) -> None:
    examples, nodes = read_examples([folder / "data.jsonl"]), read_nodes(folder / "graph.json")
    trainer = Trainer(examples, nodes, Settings(folds=2, many=many))
    fitted = trainer.fit()
    packed = pack(fitted, trainer.settings, {})
    _telling, rows, _kernel = trainer.weighed(np.arange(len(trainer.sorted)))
    exact = rows[: len(trainer.sorted)] @ fitted.weights + fitted.prior
    modules, points = trainer.module_scores(exact), trainer.point_scores(exact)
    for row, example in enumerate(trainer.sorted):
        ranking = packed.rank(example.text, example.options)
        assert ranking.points[0][1] == int(np.argmax(points[row]))
        assert ranking.modules[0][0] == int(np.argmax(modules[row]))


def test_the_command_writes_five_of_each_and_reads_only_text_and_options(folder: Path, model: Model) -> None:
    blind = [{"id": row["id"], "text": row["text"], "options": row["options"]} for row in lines()]
    written = []
    for name, rows in (("all", lines()), ("blind", blind)):
        data, out = folder / f"{name}.jsonl", folder / f"{name}.out"
        data.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
        classify.main(["--model", str(folder / "a.model"), "--data", str(data), "--out", str(out)])
        written.append([json.loads(line) for line in out.read_text("utf-8").splitlines()])
    assert written[0] == written[1]
    assert [row["id"] for row in written[0]] == [row["id"] for row in blind]
    assert set(written[0][0]) == {"id", "modules", "points"}
    assert len(written[0][0]["points"]) == min(5, len(model.points))
    module, point, score = written[0][0]["points"][0]
    assert (module, point) in {(model.modules[m], p) for m, p in model.points}
    assert 0 <= score <= 1


def test_flat_labels_are_written_as_both(folder: Path) -> None:
    rows = [
        {"id": str(n), "text": text * 2, "leaves": [leaf]}
        for n in range(6)
        for leaf, text in (("力", "受力"), ("光", "折射"))
    ]
    data, model, out = folder / "flat.jsonl", folder / "flat.model", folder / "flat.out"
    data.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    train.main(["--data", str(data), "--out", str(model), "--labels", "leaves"])
    classify.main(["--model", str(model), "--data", str(data), "--out", str(out), "--labels", "leaves"])
    assert json.loads(out.read_text("utf-8").splitlines()[0])["points"][0][:2] == ["力", "力"]


def test_data_without_labels_is_refused_with_a_sentence(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        train.main(["--data", str(folder / "data.jsonl"), "--out", str(folder / "no"), "--labels", "leaves"])
    assert "no question" in capsys.readouterr().err


def test_a_file_that_is_no_model_is_refused(tmp_path: Path, model: Model) -> None:
    for name, data in (("text", b"not a model"), ("cut", b"XBM2\x09\x00\x00\x00{}")):
        (tmp_path / name).write_bytes(data)
        with pytest.raises(ModelError, match=name):
            Model.load(tmp_path / name)
    with pytest.raises(ModelError):
        Model.load(tmp_path / "absent")


def test_features_are_numbers_and_no_text() -> None:
    found = features("求 $x^2$ 的值", ("3",))
    assert set(found) == {"zh", "mark", "edge", "end", "start", "cue"}
    assert all(isinstance(gram, int) for grams in found.values() for gram in grams)


@pytest.mark.parametrize("subject", ["math", "physics"])
def test_the_tables_name_points_that_we_have(subject: str) -> None:
    graph = KnowledgeGraph.load()
    _kind, table = read_table(subject)
    assert {point for _module, point in table.values()} <= set(graph.points)
    assert all(graph.points[point].module.id == module for module, point in table.values())


@pytest.mark.parametrize("subject", ["math", "physics"])
def test_every_wording_is_of_a_label_that_the_tables_have(subject: str) -> None:
    _kind, table = read_table(subject)
    wordings = read_wordings([subject])
    assert {label for label, _text in wordings} == set(table)
    assert len({text for _label, text in wordings}) > 4 * len(table)
    assert len(read_wordings([subject], table)) == len(wordings)


@pytest.mark.skipif(not SHARED.is_dir(), reason="the public question sets are not on this machine")
@pytest.mark.parametrize("subject", ["math", "physics"])
def test_no_wording_is_a_question_of_the_sets_that_judge_the_model(subject: str) -> None:
    rows = (SHARED / f"{subject}_cn_train.jsonl").read_text("utf-8").splitlines()
    asked = {normal(json.loads(row)["text"]) for row in rows}
    assert not [text for _label, text in read_wordings([subject]) if normal(text) in asked]


@pytest.mark.parametrize("subject", ["math", "physics"])
def test_the_shipped_model_is_small_speaks_our_graph_and_says_what_it_is_made_from(subject: str) -> None:
    path = ASSETS / "models" / f"{subject}.model"
    assert path.stat().st_size < 2_500_000
    model, graph = Model.load(path), KnowledgeGraph.load()
    assert {name for _module, name in model.points} <= set(graph.points)
    assert model.about["subject"] == subject
    assert model.about["questions"] > 1500
    assert all("MIT" in source for source in model.about["sources"])


def test_a_gram_counts_more_the_more_it_says_about_the_labels() -> None:
    documents = [document(text) for text in ("求电阻", "求电阻", "求电阻", "求速度", "求速度", "求速度")]
    vocabulary = Vocabulary.of(documents)
    labels = np.repeat(np.eye(2, dtype=np.float32), 3, axis=0)
    says = vocabulary.rows_of(documents, GROUPS).telling(np.arange(6), labels, 3.0)
    one, both = (vocabulary.rows[crc32(("z" + gram).encode())] for gram in ("电阻", "求"))
    assert says[one] > 0.1
    assert says[both] == pytest.approx(0, abs=1e-6)
    seldom = vocabulary.rows_of(documents, GROUPS).telling(np.array([0, 3, 4, 5]), labels[[0, 3, 4, 5]], 3.0)
    assert 0 < seldom[one] < says[one], "one question tells less than three"


def test_flat_labels_of_one_family_help_each_other() -> None:
    said = (("电阻", "电阻的大小"), ("电压", "电压的大小"), ("速度", "速度的快慢"))
    examples = [Example(text, (), ((name, name),), name) for name, text in said]
    families = {("电阻", "电阻"): "电", ("电压", "电压"): "电", ("速度", "速度"): "力"}
    found = []
    for trainer in (Trainer(examples, {}), Trainer(examples, {}, families=families)):
        rows = trainer.weighed(np.arange(3))[1]
        scores = rows[:3] @ trainer.fit().weights
        found.append([scores[0, len(trainer.modules) + trainer.points.index((n, n))] for n in ("电压", "速度")])
    assert found[1][0] > found[0][0] + 0.01
    assert found[1][1] == pytest.approx(found[0][1], abs=1e-4)
