"""The command line: `python -m client.courses.importing PATH… [--json] [--data-dir DIR]`.

Reports what each file holds; with `--data-dir` its courses are also written there, where the app shows them.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from client.courses.importing.command import Words, listed, run
from client.courses.importing.reading import read_blocking
from client.courses.importing.report import Imported, ImportRefusedError
from client.courses.packs import write_pack
from client.texts import _


@dataclass(frozen=True)
class Outcome:
    """One file's import: what was read, or the sentence why nothing was."""

    path: Path
    seconds: float
    imported: Imported | None = None
    error: str | None = None

    def as_json(self) -> dict[str, Any]:
        """The report as plain data; the keys are the command's interface."""
        found = self.imported
        return {
            "path": str(self.path),
            "format": found.format if found else None,
            "courses": len(found.courses) if found else 0,
            "lessons": found.lessons if found else 0,
            "questions": found.questions if found else {},
            "media": len(found.files) if found else 0,
            "skipped": [entry._asdict() for entry in found.skipped] if found else [],
            "notes": [entry._asdict() for entry in found.notes] if found else [],
            "seconds": round(self.seconds, 3),
            "error": self.error,
        }


def main(arguments: Sequence[str], out: TextIO) -> int:
    """Import the files named in `arguments` and report on `out`. 0 when all went in, 1 when one was refused."""
    words = Words("client.courses.importing", _("把题库和课程文件变成课程"), _("把课程写进这个数据文件夹"))
    return run(arguments, out, words, _import, _told)


def _import(path: Path, data_dir: Path | None) -> Outcome:
    began = time.perf_counter()
    try:
        imported = read_blocking(path)
        for course in imported.courses if data_dir else ():
            write_pack(course, imported.files, Path(data_dir or "") / "courses" / course.id)
    except ImportRefusedError as error:
        return Outcome(path, time.perf_counter() - began, error=str(error))
    except OSError as error:
        sentence = _("课程写不进 {folder}：{why}").format(folder=data_dir, why=error.strerror)
        return Outcome(path, time.perf_counter() - began, error=sentence)
    return Outcome(path, time.perf_counter() - began, imported)


def _told(outcome: Outcome) -> str:
    if outcome.imported is None:
        return _("{file}：没有导入。{why}").format(file=outcome.path.name, why=outcome.error) + "\n"
    found = outcome.imported
    kinds = {
        "choice": _("选择"), "true_false": _("判断"), "numeric": _("数值"), "text": _("填空"), "matching": _("配对"),
        "ordering": _("排序"), "cloze": _("完形"), "essay": _("问答"),
    }  # fmt: skip
    counts = _("、").join(f"{kinds.get(kind, kind)} {n}" for kind, n in found.questions.items())
    lines = [
        _("{file}（{format}，{seconds} 秒）").format(
            file=outcome.path.name, format=found.format, seconds=f"{outcome.seconds:.2f}"
        )
    ]
    lines += [
        "  "
        + _("课程《{title}》：{lessons} 课，{n} 题").format(title=c.title, lessons=len(c.lessons), n=len(c.questions))
        for c in found.courses
    ]
    lines.append("  " + (counts or _("没有题目，只有阅读")))
    lines += listed(_("没有导入"), found.skipped) + listed(_("有改动"), found.notes)
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], sys.stdout))
