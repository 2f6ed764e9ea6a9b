"""Real people's edits, replayed key by key through the local-edit path, and at a second replica.

Every edit is made at one replica as an operation, goes over the line as JSON, is read and applied at a second one, so
each is an operation of its own: on a device, those that wait are folded into one (`wire_bytes_folded`). Traces are
those of github.com/josephg/editing-traces: one writer's (`txns` of `patches`), or several writers' at once (`kind` is
"concurrent": each transaction names its `parents`), where each writer's replica has just the edits that the trace says
it had, and the last replica has them all in the log's order.
"""

import argparse
import gzip
import hashlib
import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pydantic_core

from sync.text import Text, TextOp, encode, fold, from_json, to_json

FOLDED_EDITS = 100
"""So many edits wait, on a device that is not quite on line, when it sends them."""


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--trace", type=Path, required=True, help="a trace, .json.gz")


def run(options: argparse.Namespace) -> dict[str, Any]:
    trace = json.loads(gzip.decompress(options.trace.read_bytes()))
    begin = time.perf_counter()
    replay = _at_once if trace.get("kind") == "concurrent" else _one_writer
    texts, lines = replay(trace)
    seconds = time.perf_counter() - begin
    shown = [str(text) for text in texts]
    return {
        "edits": len(lines),
        "seconds": round(seconds, 3),
        "matches": all(text == trace["endContent"] for text in shown),
        "sha256": hashlib.sha256(shown[-1].encode()).hexdigest(),
        "stored_bytes": len(encode(texts[-1])),
        "wire_bytes": sum(map(len, lines)),
        "wire_bytes_folded": sum(len(pydantic_core.to_json(to_json(op))) for op in _folded(lines)),
        "replicas": len(texts),
    }


def _one_writer(trace: dict[str, Any]) -> tuple[list[Text], list[bytes]]:
    here, there, lines = Text("writer01"), Text(), list[bytes]()

    def over(op: TextOp) -> None:
        line = pydantic_core.to_json(to_json(op))
        lines.append(line)
        there.apply(from_json(pydantic_core.from_json(line)))

    if trace["startContent"]:
        over(here.insert(0, trace["startContent"]))
    for transaction in trace["txns"]:
        for start, removed, inserted in transaction["patches"]:
            over(here.splice(start, removed, inserted))
    return [here, there], lines


def _at_once(trace: dict[str, Any]) -> tuple[list[Text], list[bytes]]:
    """Each writer first takes in what the parents of its transaction knew of the others."""
    writers = [Text(f"writer{number:02}") for number in range(trace["numAgents"])]
    there, lines = Text(), list[bytes]()
    sent: list[list[bytes]] = [[] for _ in writers]  # by writer
    known: list[list[int]] = []  # by transaction: how many lines of each writer it has behind it
    taken = [[0] * len(writers) for _ in writers]
    for transaction in trace["txns"]:
        agent = transaction["agent"]
        before = [max((known[p][a] for p in transaction["parents"]), default=0) for a in range(len(writers))]
        if before[agent] != len(sent[agent]):
            raise ValueError("a writer's transactions do not follow each other: this replay cannot follow them either")
        _take_in(writers[agent], agent, sent, taken[agent], before)
        for start, removed, inserted in transaction["patches"]:
            line = pydantic_core.to_json(to_json(writers[agent].splice(start, removed, inserted)))
            lines.append(line)
            sent[agent].append(line)
            there.apply(from_json(pydantic_core.from_json(line)))
        before[agent] = len(sent[agent])
        known.append(before)
    for agent, writer in enumerate(writers):
        _take_in(writer, agent, sent, taken[agent], [len(of) for of in sent])
    return [*writers, there], lines


def _take_in(writer: Text, agent: int, sent: list[list[bytes]], taken: list[int], upto: list[int]) -> None:
    for other, end in enumerate(upto):
        if other != agent:
            for line in sent[other][taken[other] : end]:
                writer.apply(from_json(pydantic_core.from_json(line)))
            taken[other] = max(taken[other], end)


def _folded(lines: list[bytes]) -> Iterator[TextOp]:
    for start in range(0, len(lines), FOLDED_EDITS):
        folded: TextOp = ()
        for line in lines[start : start + FOLDED_EDITS]:
            folded = fold(folded, from_json(pydantic_core.from_json(line)))
        yield folded
