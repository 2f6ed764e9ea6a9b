"""The command line: `python -m client.notes.importing PATH… [--json] [--data-dir DIR]`.

Reports what each file holds; with `--data-dir` its notes are also kept there, by an app that is closed meanwhile.
"""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TextIO

from client.bootstrap import open_client
from client.courses.importing import ImportRefusedError
from client.courses.importing.command import Words, listed, run
from client.notes.importing.bringing import Brought
from client.notes.importing.formats import read_blocking
from client.notes.importing.found import FoundNotes
from client.texts import _


@dataclass(frozen=True)
class Outcome:
    """One file's import: what was found, or the sentence why nothing was."""

    path: Path
    seconds: float
    found: FoundNotes | None = None
    error: str | None = None
    brought: Brought = field(default_factory=Brought)

    def as_json(self) -> dict[str, Any]:
        """The report as plain data; the keys are the command's interface."""
        found = self.found
        skipped = [*found.skipped, *self.brought.left_out] if found else []
        return {
            "path": str(self.path),
            "format": found.format if found else None,
            "notes": len(found.pages) if found else 0,
            "notebooks": len(found.notebooks) if found else 0,
            "tags": len(found.tags) if found else 0,
            "attachments": found.attachments if found else 0,
            "links": found.links if found else 0,
            "skipped": [entry._asdict() for entry in skipped],
            "changes": [entry._asdict() for entry in found.changes] if found else [],
            "seconds": round(self.seconds, 3),
            "error": self.error,
        }


def main(arguments: Sequence[str], out: TextIO) -> int:
    """Import the files named in `arguments` and report on `out`. 0 when all went in, 1 when one was refused."""
    words = Words("client.notes.importing", _("把别的程序的笔记带进来"), _("把笔记存进这个数据文件夹"))
    return run(arguments, out, words, _import, _told)


def _import(path: Path, data_dir: Path | None) -> Outcome:
    began = time.perf_counter()
    try:
        found = read_blocking(path)
        brought = asyncio.run(_bring(found, data_dir)) if data_dir else Brought()
    except ImportRefusedError as error:
        return Outcome(path, time.perf_counter() - began, error=str(error))
    return Outcome(path, time.perf_counter() - began, found, brought=brought)


async def _bring(found: FoundNotes, data_dir: Path) -> Brought:
    client = await open_client(data_dir)
    try:
        return await client.transfer.bring_in(found)
    finally:
        await client.close()


def _told(outcome: Outcome) -> str:
    found = outcome.found
    if found is None:
        return _("{file}：没有导入。{why}").format(file=outcome.path.name, why=outcome.error) + "\n"
    counts = _("{n} 篇笔记，{m} 个笔记本，{t} 个标签，{a} 个附件，{k} 个链接").format(
        n=len(found.pages), m=len(found.notebooks), t=len(found.tags), a=found.attachments, k=found.links
    )
    head = _("{file}（{format}，{seconds} 秒）").format(
        file=outcome.path.name, format=found.format, seconds=f"{outcome.seconds:.2f}"
    )
    lines = [head, "  " + counts]
    lines += listed(_("没有导入"), [*found.skipped, *outcome.brought.left_out])
    lines += listed(_("有改动"), found.changes)
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], sys.stdout))
