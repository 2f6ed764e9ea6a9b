"""Finding words in 50,000 notes, in the product's own store: is everything found, how fast, how large is the index.

The texts are the question sets under `--data`, filled up to `--texts` as in the bench `similar`; each is a note whose
title is its beginning. `--asked` words of two Chinese characters, and as many single ones, are drawn from the texts.

recall2, recall1   the share of the notes with the word that the search finds when asked for all; 1.0 is everything
p50_ms, p95_ms     of one search of two characters for the first page (`PAGE` hits), in a reader as the app has it;
                   p95_one_ms: of one character; p95_all_ms: two characters, everything that is found
build_s            taking all of them into the index; write_ms_p95: saving one more note with the index in place
size_mb            what the index adds to the database, `text_mb` being the texts themselves

`--peer anki` and `--peer joplin` look for the same words in the same texts with that program's own search, in the same
run: anki_recall2 and so on, and `anki_ratio`, how many times as long its p95 is as ours. They find everything at once,
so `anki_ratio_all` compares it with our `p95_all_ms`. Joplin is installed by hand: see `tests.bench.peers.joplin`.
"""

import argparse
import asyncio
import re
import tempfile
import time
from pathlib import Path
from random import Random
from typing import Any

from client.notes import Notes
from client.search.index import search, take_due
from client.search.names import fold
from client.store import Store
from sync.catalogue import NOTE
from tests.bench.altering import filled_up
from tests.bench.peers import anki, joplin
from tests.bench.screens import p95
from tests.bench.similar import DATA, read_sets
from tests.fakes.store import open_store

PAGE = 20
BATCH = 1_000
EVERYTHING = 1_000_000
Asked = tuple[str, list[int] | None]
"""A word, and the numbers of the texts that have it where they were counted."""

_HAN = re.compile(r"[\u4e00-\u9fff]+")


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", type=Path, default=DATA, help="the folder with the question sets")
    parser.add_argument("--texts", type=int, default=50_000)
    parser.add_argument("--asked", type=int, default=300)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--peer", choices=["anki", "joplin"], help="beside this program's search")
    parser.add_argument("--joplin", type=Path, default=Path("joplin"), help="the folder where it is installed")


def run(options: argparse.Namespace) -> dict[str, Any]:
    return asyncio.run(_run(options))


async def _run(options: argparse.Namespace) -> dict[str, Any]:
    kinds, others = read_sets(options.data)
    random = Random(options.seed)
    found = [text for kind in kinds for text in kind] + others
    texts = filled_up(found, kinds, options.texts, random)[: options.texts]
    with tempfile.TemporaryDirectory() as folder:
        async with open_store(Path(folder)) as store:
            await _fill(store, texts)
            before = await _size(store)
            started = time.perf_counter()
            while await store.write(take_due):
                pass
            build_s = time.perf_counter() - started
            size = await _size(store) - before
            folded = [fold(f"{text[:12]}\n{text}").replace("**", "") for text in texts]
            two, one = (_having(folded, _draw(texts, random, n, options.asked)) for n in (2, 1))
            recall2, times2, whole = await _ask(store, two)
            recall1, times1, _whole = await _ask(store, one)
            writes = await _write(store, texts[:100])
    beside: dict[str, float] = {}
    if options.peer == "anki":
        beside = anki.search(texts, two, one)
    elif options.peer == "joplin":
        beside = joplin.search(options.joplin, texts, two, one)
    if name := options.peer:
        beside[f"{name}_ratio"] = round(beside[f"{name}_p95_ms"] / p95(times2), 1)
        beside[f"{name}_ratio_all"] = round(beside[f"{name}_p95_ms"] / p95(whole), 1)
    return {
        "texts": len(texts),
        "recall2": recall2,
        "recall1": recall1,
        "p50_ms": round(sorted(times2)[len(times2) // 2], 2),
        "p95_ms": p95(times2),
        "p95_one_ms": p95(times1),
        "p95_all_ms": p95(whole),
        "write_ms_p95": p95(writes),
        "build_s": round(build_s, 1),
        "size_mb": round(size / 1e6, 1),
        "text_mb": round(sum(len(text.encode()) for text in texts) / 1e6, 1),
        **beside,
    }


async def _fill(store: Store, texts: list[str]) -> None:
    for start in range(0, len(texts), BATCH):
        batch = {f"n{n:06d}": {"title": t[:12], "body": t} for n, t in enumerate(texts[start : start + BATCH], start)}
        await store.write(lambda w, batch=batch: w.save_many(NOTE, batch))


def _draw(texts: list[str], random: Random, length: int, number: int) -> list[str]:
    words: list[str] = []
    while len(words) < number:
        runs = [run for run in _HAN.findall(random.choice(texts)) if len(run) >= length]
        if runs:
            run = random.choice(runs)
            start = random.randrange(len(run) - length + 1)
            words.append(run[start : start + length])
    return words


def _having(folded: list[str], words: list[str]) -> list[Asked]:
    """The words, and with every tenth the texts that have it: all of them would read every text again and again."""
    return [
        (word, [n for n, text in enumerate(folded) if word in text] if number % 10 == 0 else None)
        for number, word in enumerate(words)
    ]


async def _ask(store: Store, words: list[Asked]) -> tuple[float, list[float], list[float]]:
    """The share that is found of all that has the words; milliseconds of a first page, and of all pages."""
    times: list[float] = []
    whole: list[float] = []
    hit = wanted = 0
    for word, having in words:
        started = time.perf_counter()
        await store.read(lambda session, word=word: search(session, "note", (word,), PAGE))
        times.append((time.perf_counter() - started) * 1000)
        if having is not None:
            started = time.perf_counter()
            ids = set(await store.read(lambda s, word=word: search_all(s, word)))
            whole.append((time.perf_counter() - started) * 1000)
            hit, wanted = hit + len(ids & {f"n{n:06d}" for n in having}), wanted + len(having)
    return round(hit / wanted, 5), times, whole


def search_all(session: Any, word: str) -> list[str]:
    """Everything that the search finds."""
    return [text.id for text in search(session, "note", (word,), EVERYTHING)]


async def _write(store: Store, texts: list[str]) -> list[float]:
    notes = Notes(store)
    times: list[float] = []
    for text in texts:
        started = time.perf_counter()
        await notes.save(None, title=text[:12], body=text)
        times.append((time.perf_counter() - started) * 1000)
    return times


async def _size(store: Store) -> int:
    def query(session: Any) -> int:
        run = session.connection().exec_driver_sql
        pages = run("PRAGMA page_count").scalar_one() - run("PRAGMA freelist_count").scalar_one()
        return pages * run("PRAGMA page_size").scalar_one()

    return await store.read(query)
