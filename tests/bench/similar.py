"""Finding a question again among 50,000 when it comes altered, in the product's own store.

The texts are the sets under `--data` (questions, and worked solutions as others' texts), filled up to `--texts` with
chimeras: halves of two questions of one set put together, so that there is something near to everything. Each of
`--asked` questions is drawn from the real ones and altered (`altering.py`): every number, names, clauses turned or
dropped, 12 % of the words gone, 3 % of the signs wrong, with a seed that nothing was tuned with. Only questions with
`WORDS` signs or words are asked: of `4×9=` nothing is left when its numbers are others.

first, five    the share whose original (or its exact double) is first, and among the five nearest
p95_ms         of one search, in a reader of the store as the app has it; p50_ms
fill_s, mb     taking all in, and the size of the database
"""

import argparse
import asyncio
import json
import re
import tempfile
import time
from pathlib import Path
from random import Random
from typing import Any

from client.mistakes.bank.index import nearest, take_in
from client.mistakes.bank.tables import BankEntry
from tests.bench.altering import HELD_OUT, altered, filled_up
from tests.bench.screens import p95
from tests.fakes.store import open_store

DATA = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "questions"
SETS = ("math_cn_train.jsonl", "math_en_train.jsonl", "physics_cn_train.jsonl")
BATCH = 500
WORDS = 12
_WORD = re.compile(r"[\u4e00-\u9fff]|[a-zA-Z]{3,}")


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", type=Path, default=DATA, help="the folder with the question sets")
    parser.add_argument("--texts", type=int, default=50_000)
    parser.add_argument("--asked", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=HELD_OUT)


def run(options: argparse.Namespace) -> dict[str, Any]:
    return asyncio.run(_run(options))


async def _run(options: argparse.Namespace) -> dict[str, Any]:
    kinds, others = read_sets(options.data)
    real = [text for kind in kinds for text in kind]
    random = Random(options.seed)
    texts = filled_up([*real, *others], kinds, options.texts, random)
    with tempfile.TemporaryDirectory() as folder:
        async with open_store(Path(folder)) as store:
            started = time.perf_counter()
            for start in range(0, len(texts), BATCH):
                batch = [BankEntry(text=text) for text in texts[start : start + BATCH]]
                await store.write(lambda w, batch=batch: take_in(w.session, batch))
            fill_s = time.perf_counter() - started
            asked = [text for text in real[: options.texts] if len(_WORD.findall(text)) >= WORDS]
            first = five = 0
            times: list[float] = []
            for _each in range(options.asked):
                original = random.choice(asked)
                query = altered(original, random)
                started = time.perf_counter()
                found = await store.read(lambda session, query=query: nearest(session, query, 5))
                times.append((time.perf_counter() - started) * 1000)
                hits = [near.entry.text == original for near in found]
                first += hits[:1] == [True]
                five += any(hits)
        size = await asyncio.to_thread(_size, Path(folder))
    return {
        "texts": len(texts),
        "asked": options.asked,
        "first": round(first / options.asked, 4),
        "five": round(five / options.asked, 4),
        "p50_ms": round(sorted(times)[len(times) // 2], 1),
        "p95_ms": p95(times),
        "fill_s": round(fill_s, 1),
        "mb": round(size / 1e6, 1),
    }


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.glob("*.db"))


def read_sets(folder: Path) -> tuple[list[list[str]], list[str]]:
    """The questions of each set, and the worked solutions that come with them."""
    kinds: list[list[str]] = []
    solutions: list[str] = []
    for name in SETS:
        with (folder / name).open(encoding="utf-8") as lines:
            records = [json.loads(line) for line in lines]
        kinds.append([record["text"] for record in records])
        solutions += [record["analysis"] for record in records if len(record.get("analysis") or "") > 20]
    return kinds, solutions
