"""The formats of notes that we read, found by what is in a file."""

from __future__ import annotations

import asyncio
from importlib import import_module
from pathlib import Path
from typing import Any

from client.courses.importing import ImportRefusedError
from client.courses.importing.source import Source
from client.notes.importing.found import FoundNotes
from client.texts import _

FORMATS = ("evernote", "joplin", "notion", "folder")
"""Modules with `claims`, `is_sure` and `read`; the surer a format's mark, the earlier. Imported when needed."""


async def read_notes(file: Path | bytes, name: str = "") -> FoundNotes:
    """What notes the file holds: a path, or its bytes with the `name` it was picked under.

    Raises `ImportRefusedError`, a sentence for the person, when there are none that can be used.
    """
    return await asyncio.to_thread(read_blocking, file, name)


async def are_notes(file: Path | bytes, name: str = "") -> bool:
    """Whether a file can be nothing but notes, so that nobody need say so. A file that cannot be read is none."""
    return await asyncio.to_thread(_are_notes, file, name)


def read_blocking(file: Path | bytes, name: str = "") -> FoundNotes:
    """As `read_notes`, in the calling thread."""
    source = _opened(file, name)
    source.check()
    try:
        for form in FORMATS:
            if _part(form, "claims")(source):
                return _part(form, "read")(source)
    except (RecursionError, MemoryError) as error:
        raise ImportRefusedError(_("文件的结构太深或太大，没有导入")) from error
    raise ImportRefusedError(
        _("这里面没有认得的笔记。能导入 Markdown 文件夹（Obsidian）、Joplin（.jex）、Notion 和 Evernote（.enex）的笔记")
    )


def _are_notes(file: Path | bytes, name: str) -> bool:
    try:
        source = _opened(file, name)
        return any(_part(form, "is_sure")(source) for form in FORMATS)
    except ImportRefusedError:
        return False


def _opened(file: Path | bytes, name: str) -> Source:
    return Source.of(file, name) if isinstance(file, bytes) else Source.open(file)


def _part(form: str, name: str) -> Any:
    return getattr(import_module(f"client.notes.importing.{form}"), name)
