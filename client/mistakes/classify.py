"""Which modules and points may the questions of a file belong to? The command that a model is judged with.

usage: uv run python -m client.mistakes.classify --model MODEL --data FILE --out FILE [--labels canon|leaves]

It reads `text` and `options` of each line, nothing else, and writes `{"id", "modules": [[name, score] × 5],
"points": [[module, point, score] × 5]}`, scores being the model's probabilities.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from client.mistakes.model import Model

WRITTEN = 5


def classify(model: Model, question: dict[str, Any]) -> dict[str, Any]:
    """The likeliest modules and points of a line."""
    options = question.get("options") or ()
    texts = map(str, options.values() if isinstance(options, dict) else options)
    ranking = model.rank(question["text"], tuple(texts))
    return {
        "id": question["id"],
        "modules": [[model.modules[m], round(score, 4)] for m, score in ranking.modules[:WRITTEN]],
        "points": [[model.modules[m], model.points[p][1], round(score, 4)] for m, p, score in ranking.points[:WRITTEN]],
    }


def main(arguments: Sequence[str] | None = None) -> None:
    """Classify the questions of a file."""
    parser = argparse.ArgumentParser(
        prog="python -m client.mistakes.classify", description=(__doc__ or "").splitlines()[0]
    )
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True, help="questions, JSON lines")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--labels", choices=("canon", "leaves"), default="canon", help="as the model was trained")
    options = parser.parse_args(arguments)
    model = Model.load(options.model)
    with options.data.open(encoding="utf-8") as lines, options.out.open("w", encoding="utf-8") as out:
        for line in lines:
            if line.strip():
                out.write(json.dumps(classify(model, json.loads(line)), ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
