"""Trains the classifier of knowledge points from questions that somebody has sorted.

usage: uv run python -m client.mistakes.train --data FILE… --graph FILE --out MODEL [--labels canon|leaves|ours]

`--data` are JSON lines with `text`, `options` and labels: `canon` (pairs of module and point) or `leaves` (flat);
`analysis`, the worked solution, helps in training where there is one, and `group` keeps near-duplicates together when
the probabilities are calibrated. `--graph` names the points (format of the public sets). With `--labels ours` the
labels are renamed to our own points by `client/mistakes/training/tables.json`, and our own graph is learned with them:
so the models that ship are made (`assets/knowledge/models/README.md`). Whatever the labels, `training/wordings.json`
says how questions of a point are usually worded, which helps the rare points most.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from client.mistakes.training.questions import Label, read_examples, read_nodes
from client.mistakes.training.tables import (
    families_of,
    our_nodes,
    our_words,
    read_table,
    read_wordings,
    with_our_names,
)


def main(arguments: Sequence[str] | None = None) -> None:
    """Train, write the model, and say how large it is."""
    from client.mistakes.training.fit import Settings, Trainer
    from client.mistakes.training.pack import WEIGHTS, pack

    parser = argparse.ArgumentParser(
        prog="python -m client.mistakes.train", description=(__doc__ or "").splitlines()[0]
    )
    parser.add_argument("--data", type=Path, nargs="+", required=True, help="questions, JSON lines")
    parser.add_argument("--graph", type=Path, help="the names of the points")
    parser.add_argument("--out", type=Path, required=True, help="the model")
    parser.add_argument("--labels", choices=("canon", "leaves", "ours"), default="canon")
    parser.add_argument("--subject", default="", help="with --labels ours: math or physics")
    parser.add_argument("--source", action="append", default=[], help="where the questions are from, for the model")
    parser.add_argument("--made", default="", help="the day that the model is of; today unless said")
    parser.add_argument("--weights", type=int, default=WEIGHTS, help="how many weights are kept")
    options = parser.parse_args(arguments)

    nodes: dict[Label, str] = {}
    wordings = read_wordings()
    if options.labels == "ours":
        kind, table = read_table(options.subject)
        examples = read_examples(options.data, kind, table)
        nodes = our_nodes(options.subject)
        wordings = read_wordings([options.subject], table)
    else:
        examples = read_examples(options.data, options.labels)
        if options.graph and options.labels == "canon":
            nodes = with_our_names(read_nodes(options.graph))
    if not any(example.labels for example in examples):
        parser.error(f"no question of {', '.join(map(str, options.data))} has a label of the kind {options.labels!r}")
    settings = Settings()
    families = families_of("physics") if options.labels == "leaves" else {}
    trainer = Trainer(examples, nodes, settings, our_words(), wordings, families)
    about = {
        "made": options.made or datetime.now(UTC).date().isoformat(),
        "subject": options.subject,
        "sources": options.source or [path.name for path in options.data],
        "questions": len(trainer.sorted),
        "labels": options.labels,
    }
    model = pack(trainer.fit(), settings, about, options.weights)
    size = model.save(options.out)
    print(json.dumps({**about, "size_bytes": size, "modules": len(model.modules), "points": len(model.points)}))  # noqa: T201  # a command prints


if __name__ == "__main__":
    main()
