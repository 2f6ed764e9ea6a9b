"""Runs a benchmark by name."""

import argparse
import importlib
import json
import sys

NAMES = (
    "start", "screens", "sync", "server", "oplog", "text", "simulate", "crash", "similar", "search", "ocr", "mastery",
    "review", "courses", "timer", "classify", "notes", "writers", "joins", "match", "battle",
)  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    names = parser.add_subparsers(dest="name", required=True)
    # just the one that is wanted: what others import would be in its memory, and be looked through for garbage
    wanted = [name for name in sys.argv[1:2] if name in NAMES] or NAMES
    benches = {name: importlib.import_module(f"tests.bench.{name}") for name in wanted}
    for name, bench in benches.items():
        bench.add_options(names.add_parser(name, help=(bench.__doc__ or "").splitlines()[0]))
    options = parser.parse_args()
    print(json.dumps(benches[options.name].run(options)))


if __name__ == "__main__":
    main()
