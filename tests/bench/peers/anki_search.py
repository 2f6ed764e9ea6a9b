"""Anki's own search on the same texts, as its browser asks: `find_notes` on a collection of them.

Runs where `anki` is installed, and imports nothing of ours. Reads {"folder", "texts", "two", "one"} as JSON from
standard input; `two` and `one` are words with the numbers of the texts that have them, where those were counted. Prints
{"anki_recall2", "anki_recall1", "anki_p50_ms", "anki_p95_ms", "anki_p95_one_ms", "anki_fill_s", "anki_mb"}.

Anki has no pages: a search finds everything, and its browser then reads the rows in sight. The words of the first row
are not read here, so its time is the search alone. It keeps no index of words.
"""

import json
import sys
import time
from pathlib import Path
from typing import Any

from anki.collection import Collection  # pyright: ignore[reportMissingImports]  # installed for the bench only

BATCH = 1_000


def fill(collection: Any, texts: list[str]) -> list[int]:
    """Add the texts as notes of two fields; their ids, in order."""
    from anki.collection import AddNoteRequest  # pyright: ignore[reportMissingImports]

    basic = collection.models.by_name("Basic")
    ids: list[int] = []
    for start in range(0, len(texts), BATCH):
        requests: list[Any] = []
        for text in texts[start : start + BATCH]:
            note = collection.new_note(basic)
            note.fields = [text[:12], text.replace("\n", "<br>")]
            requests.append(AddNoteRequest(note, 1))
        collection.add_notes(requests)
        ids += [request.note.id for request in requests]
    return ids


def ask(collection: Any, ids: list[int], words: list[tuple[str, list[int] | None]]) -> tuple[float, list[float]]:
    """The share that is found of all that has the words, and milliseconds of a search."""
    times: list[float] = []
    hit = wanted = 0
    for word, having in words:
        started = time.perf_counter()
        found = collection.find_notes(word)
        times.append((time.perf_counter() - started) * 1000)
        if having is not None:
            there = set(found)
            hit, wanted = hit + sum(ids[n] in there for n in having), wanted + len(having)
    return round(hit / wanted, 5), sorted(times)


def p95(ordered: list[float]) -> float:
    """The value that 95 of 100 do not exceed."""
    return round(ordered[max(0, -(-len(ordered) * 95 // 100) - 1)], 1)


def main() -> None:
    order = json.load(sys.stdin)
    path = Path(order["folder"]) / "a.anki2"
    collection = Collection(str(path))
    started = time.perf_counter()
    ids = fill(collection, order["texts"])
    fill_s = time.perf_counter() - started
    recall2, times2 = ask(collection, ids, order["two"])
    recall1, times1 = ask(collection, ids, order["one"])
    collection.close()
    answer = {
        "anki_recall2": recall2,
        "anki_recall1": recall1,
        "anki_p50_ms": round(times2[len(times2) // 2], 1),
        "anki_p95_ms": p95(times2),
        "anki_p95_one_ms": p95(times1),
        "anki_fill_s": round(fill_s, 1),
        "anki_mb": round(path.stat().st_size / 1e6, 1),
    }
    sys.stdout.write(json.dumps(answer) + "\n")


if __name__ == "__main__":
    main()
