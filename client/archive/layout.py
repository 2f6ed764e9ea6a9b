"""Where what stands in the zip, and what the manifest says."""

from __future__ import annotations

from typing import Any

from client.texts import _

MANIFEST = "xueban.json"
FORMAT = 1
NOTES = "notes/"
FILES = "files/"
COURSES = "courses/"
PLACES = "data/files.json"
"""SHA-256 → where in the zip the file is: those of notes stand beside their notes."""


def records_path(name: str) -> str:
    """Where the records of a type are."""
    return f"data/{name}.jsonl"


class ArchiveError(ValueError):
    """It cannot be read; `sentence` says why, and what was kept."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def check(manifest: Any) -> dict[str, int]:
    """The counts that a manifest states. Raises `ArchiveError` for what is none of ours, or newer."""
    if not isinstance(manifest, dict) or manifest.get("xueban") != "archive":
        raise ArchiveError(_("这不是学伴导出的全部数据。笔记和题库请从“导入”放进来。"))
    if not isinstance(manifest.get("format"), int) or manifest["format"] > FORMAT:
        raise ArchiveError(_("这份数据由更新版本的学伴导出，请先更新这台设备上的学伴。"))
    counts = manifest.get("counts")
    return {str(k): v for k, v in counts.items() if isinstance(v, int)} if isinstance(counts, dict) else {}
