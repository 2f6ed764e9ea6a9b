"""What the commands that import files have in common: their options, a report a file, and how entries are listed."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple, Protocol, TextIO, TypeVar

from client.courses.importing.report import Skipped
from client.texts import _


class Report(Protocol):
    """One file's import."""

    @property
    def error(self) -> str | None:
        """The sentence why nothing was taken, if nothing was."""
        ...

    def as_json(self) -> dict[str, Any]:
        """The report as plain data; the keys are the command's interface."""
        ...


R = TypeVar("R", bound=Report)


class Words(NamedTuple):
    """What the command is called, what it does, and what its data folder is for."""

    program: str
    description: str
    data_dir: str


def run(
    arguments: Sequence[str],
    out: TextIO,
    words: Words,
    take: Callable[[Path, Path | None], R],
    told: Callable[[R], str],
) -> int:
    """Import the files named in `arguments` and report on `out`. 0 when all went in, 1 when one was refused."""
    parser = argparse.ArgumentParser(words.program, description=words.description)
    parser.add_argument("paths", metavar="PATH", nargs="+", type=Path)
    parser.add_argument("--json", action="store_true", help=_("每个文件输出一行 JSON"))
    parser.add_argument("--data-dir", type=Path, help=words.data_dir)
    chosen = parser.parse_args(arguments)
    reports = [take(path, chosen.data_dir) for path in chosen.paths]
    for report in reports:
        out.write(json.dumps(report.as_json(), ensure_ascii=False) + "\n" if chosen.json else told(report))
    return 1 if any(report.error for report in reports) else 0


def listed(title: str, entries: Sequence[Skipped]) -> list[str]:
    """Entries under a title with their number; nothing for none."""
    if not entries:
        return []
    lines = [_("{item}：{reason}").format(item=entry.item, reason=entry.reason) for entry in entries]
    return [f"  {title} {len(entries)}", *(f"    {line}" for line in lines)]
