"""The app's way in: a file is read and taken apart in a worker thread, never on the event loop."""

from __future__ import annotations

import asyncio
from pathlib import Path

from client.courses.importing import formats
from client.courses.importing.report import Imported, ImportRefusedError
from client.courses.importing.source import Source
from client.texts import _


async def read_file(file: Path | bytes, name: str = "") -> Imported:
    """What the file holds: a path, or its bytes with the `name` it was picked under.

    Raises `ImportRefusedError`, a sentence for the person, when nothing of it can be used.
    """
    return await asyncio.to_thread(read_blocking, file, name)


def read_blocking(file: Path | bytes, name: str = "") -> Imported:
    """As `read_file`, in the calling thread."""
    source = Source.of(file, name) if isinstance(file, bytes) else Source.open(file)
    source.check()
    try:
        return formats.read(source)
    except ImportRefusedError:
        raise
    except (RecursionError, MemoryError) as error:
        raise ImportRefusedError(_("文件的结构太深或太大，没有导入")) from error
