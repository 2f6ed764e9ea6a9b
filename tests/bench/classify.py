"""How often the likeliest modules and points are right, step by step, on questions that were held out.

Grouped cross-validation on the public sets (near-duplicates in one fold): names only, names with the routes, the model
trained on the sets alone, with the usual wordings, with its ancestors' scores, and with what a person's own sorted
questions teach (the questions come one after the other, each judged before it is learned). `f1` is macro-F1 of the
first point. Then the shipped models: their size, how long they take to load and to rank a question.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from client.mistakes.knowledge import ASSETS
from client.mistakes.learned import Learned
from client.mistakes.model import Model
from client.mistakes.names import Classifier
from client.mistakes.training.fit import Settings, Trainer, temperature
from client.mistakes.training.questions import Example, Label, read_examples, read_nodes
from client.mistakes.training.tables import families_of, our_words, read_wordings, with_our_names

SHARED = Path(__file__).parents[3] / "shared" / "data" / "questions"


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--math", type=Path, default=SHARED / "math_cn_train.jsonl")
    parser.add_argument("--graph", type=Path, default=SHARED / "math_cn_graph.json")
    parser.add_argument("--physics", type=Path, default=SHARED / "physics_cn_train.jsonl")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--seed", type=int, default=0)


def run(options: argparse.Namespace) -> dict[str, Any]:
    examples, nodes = read_examples([options.math]), read_nodes(options.graph)
    report: dict[str, Any] = {"math": _steps(examples, nodes, options.folds, options.seed)}
    report["physics"] = _steps(read_examples([options.physics], "leaves"), {}, options.folds, options.seed)
    report["shipped"] = _shipped(examples)
    return report


def _steps(examples: Sequence[Example], nodes: dict[Label, str], folds: int, seed: int) -> dict[str, Any]:
    named = with_our_names(nodes)
    families = {} if nodes else families_of("physics")
    alone = Trainer(examples, named, Settings(), our_words(), (), families)
    trainer = Trainer(examples, named, Settings(), our_words(), read_wordings(), families)
    split = len(trainer.modules)
    names = {label: (label[1],) for label in trainer.points}
    routes = {label: tuple(nodes.get(label, label[1]).split()) for label in trainer.points}
    model, scores = alone.held_out(folds, seed), trainer.held_out(folds, seed)
    modules, points = trainer.module_scores(scores), trainer.point_scores(scores)
    found = {
        "names": _judge(trainer, *_by_names(trainer, names)),
        "graph": _judge(trainer, *_by_names(trainer, routes)),
        "model": _judge(trainer, model[:, :split], model[:, split:]),
        "wordings": _judge(trainer, scores[:, :split], scores[:, split:]),
        "ancestors": _judge(trainer, modules, points),
        "corrections": _judge(trainer, *_with_corrections(trainer, modules, points)),
    }
    return found if nodes else {name: found[name] for name in ("names", "model", "wordings", "corrections")}


def _by_names(trainer: Trainer, names: dict[Label, tuple[str, ...]]) -> tuple[np.ndarray, np.ndarray]:
    classifier = Classifier()
    number = {label: i for i, label in enumerate(trainer.points)}
    for label, texts in names.items():
        classifier.add(str(number[label]), texts, label[0] if len(texts) > 1 else "")
    points = np.zeros((len(trainer.sorted), len(trainer.points)))
    for row, example in enumerate(trainer.sorted):
        for label, score in classifier.scores(example.text, example.options).items():
            points[row, int(label)] = score
    return _best_of_module(trainer, points), points


def _best_of_module(trainer: Trainer, points: np.ndarray) -> np.ndarray:
    of = np.array([trainer.modules.index(module) for module, _point in trainer.points])
    return np.stack([points[:, of == m].max(1) for m in range(len(trainer.modules))], 1)


def _with_corrections(trainer: Trainer, modules: np.ndarray, points: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """As the app does it: probabilities, and what the questions before this one teach on top."""
    split, learned = len(trainer.modules), Learned()
    modules = _probabilities(modules, temperature(modules, trainer.labels[:, :split]))
    points = _probabilities(points, temperature(points, trainer.labels[:, split:]))
    number = {"\t".join(label): i for i, label in enumerate(trainer.points)}
    for row, example in enumerate(trainer.sorted):
        for label, score in learned.scores(example.text, example.options).items():
            points[row, number[label]] += score
            modules[row, trainer.modules.index(label.split("\t")[0])] += score
        learned.add(str(row), example.text, example.options, "\t".join(example.labels[0]))
    return modules, points


def _probabilities(scores: np.ndarray, heat: float) -> np.ndarray:
    powers = np.exp((scores - scores.max(1, keepdims=True)) / heat)
    return powers / powers.sum(1, keepdims=True)


def _judge(trainer: Trainer, modules: np.ndarray, points: np.ndarray) -> dict[str, float]:
    split = len(trainer.modules)
    wanted_modules, wanted = trainer.labels[:, :split], trainer.labels[:, split:]
    first = points.argmax(1)
    right = wanted[np.arange(len(first)), first] > 0
    truth = [
        p if ok else trainer.points.index(e.labels[0]) for p, ok, e in zip(first, right, trainer.sorted, strict=True)
    ]
    hit, said, meant = Counter(first[right]), Counter(first), Counter(truth)
    return {
        "modules_1": _among(modules, wanted_modules, 1),
        "modules_3": _among(modules, wanted_modules, 3),
        "points_1": _among(points, wanted, 1),
        "points_3": _among(points, wanted, 3),
        "f1": round(float(np.mean([2 * hit[p] / (said[p] + meant[p]) for p in {*said, *meant}])), 3),
    }


def _among(scores: np.ndarray, wanted: np.ndarray, places: int) -> float:
    best = np.argsort(-scores, axis=1, kind="stable")[:, :places]
    return round(float(np.take_along_axis(wanted, best, 1).any(1).mean()), 3)


def _shipped(examples: Sequence[Example]) -> dict[str, Any]:
    report = {}
    for path in sorted((ASSETS / "models").glob("*.model")):
        start = time.perf_counter()
        model = Model.load(path)
        model.rank("", ())
        loaded = time.perf_counter()
        for example in examples[:500]:
            model.rank(example.text, example.options)
        report[path.stem] = {
            "size_bytes": path.stat().st_size,
            "load_ms": round((loaded - start) * 1e3, 1),
            "ms_per_question": round((time.perf_counter() - loaded) * 1e3 / len(examples[:500]), 2),
            **model.about,
        }
    return report
