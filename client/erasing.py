"""All that is on this device goes: what was written, files, keys. The server: see `client.account.closing`.

A mark is set first. Whatever breaks off after that is done at the next start, before anything is opened.
"""

from __future__ import annotations

import asyncio
import os
import shutil
from contextlib import suppress
from pathlib import Path

from client.timer.safe import SafePlace
from client.timer.sealing import Keystore

MARK = "erase.wanted"
OURS = (
    "xueban.db*",  # with its log, and what was set aside of it
    "copies",
    "damaged",
    "mending-*",
    "files",
    "courses",
    "catalogue",
    "knowledge",
    "exports",
    "logs",
    "credentials.json",
    ".credentials.json.*",
    "clock.lock",
)
"""What we keep in the data folder; a person who chose a folder of their own may have other things in it."""


async def mark(data_dir: Path) -> None:
    """From now on everything is to go."""
    await asyncio.to_thread(_mark, data_dir)


async def erase_if_wanted(data_dir: Path, safe: SafePlace, keystore: Keystore | None = None) -> bool:
    """Erase what is marked; whether it was. Nothing of the device may be open. Raises OSError, and the mark stays."""
    if not await asyncio.to_thread((data_dir / MARK).exists):
        return False
    if keystore is not None:
        with suppress(OSError):  # a key to a file that is gone opens nothing
            await keystore.write("")
    await asyncio.to_thread(safe.forget)
    await asyncio.to_thread(_erase, data_dir)
    return True


def _mark(data_dir: Path) -> None:
    with (data_dir / MARK).open("wb") as file:
        os.fsync(file.fileno())


def _erase(data_dir: Path) -> None:
    for pattern in OURS:
        for path in data_dir.glob(pattern):
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()
    (data_dir / MARK).unlink()
