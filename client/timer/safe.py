"""The safe: a small door to where secrets are kept, and the file behind it where a system has nothing better.

What the file cannot protect: whoever may read the files of this person's account on this computer can read it, too,
and whoever puts this file *and* the database back together, offline, has put back the time. It does hold against
what is done to the data folder alone, for it lies outside of it, and against copying both to another computer, for what
is in it is good on this one only.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any, Protocol

log = logging.getLogger("xueban.timer")


class SafePlace(Protocol):
    """Somewhere to keep one text; called in a thread. Both raise OSError."""

    def read(self) -> str | None:
        """The text; None when there is none."""
        ...

    def write(self, text: str) -> None:
        """Keep the text, as a whole or not at all, also when the power goes."""
        ...


class FileSafe:
    """A file that only its owner may read, sealed to the machine."""

    def __init__(self, file: Path, machine: str | None = None) -> None:
        self._file = file
        self._machine = machine_id() if machine is None else machine

    def read(self) -> str | None:
        """The text; None when there is none, and when it was written on another machine."""
        try:
            kept = json.loads(self._file.read_text("utf-8"))
            return kept["text"] if kept["machine"] == self._mark(kept["text"]) else None
        except FileNotFoundError:
            return None
        except (ValueError, KeyError, TypeError):
            log.warning("the safe cannot be read; it counts as empty")
            return None

    def write(self, text: str) -> None:
        """Keep the text."""
        self._file.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=self._file.parent, prefix=f".{self._file.name}.")  # made with mode 0600
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as draft:
                json.dump({"machine": self._mark(text), "text": text}, draft)
                draft.flush()
                os.fsync(draft.fileno())
            Path(name).replace(self._file)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise

    def _mark(self, text: str) -> str:
        return hashlib.sha256(f"{self._machine}\n{text}".encode()).hexdigest()


class Safe:
    """What is in the safe, by name: read once, and written as a whole, one write after the other."""

    def __init__(self, place: SafePlace, contents: dict[str, Any]) -> None:
        self._place = place
        self._contents = contents
        self._writing = asyncio.Lock()

    @classmethod
    async def open(cls, place: SafePlace) -> Safe:
        """Read it; a safe that cannot be read counts as empty."""
        contents: dict[str, Any] = {}
        with suppress(OSError, ValueError):
            text = await asyncio.to_thread(place.read)
            found = json.loads(text) if text else {}
            contents = found if isinstance(found, dict) else {}
        return cls(place, contents)

    def get(self, name: str) -> Any:
        """What is kept under the name; None when nothing is."""
        return self._contents.get(name)

    async def put(self, name: str, value: Any) -> None:
        """Keep any JSON value under the name; None forgets it. Raises OSError, and then it is as it was before."""
        async with self._writing:
            contents = {**self._contents, name: value}
            if value is None:
                contents.pop(name)
            await asyncio.to_thread(self._place.write, json.dumps(contents, ensure_ascii=False))
            self._contents = contents


def machine_id() -> str:
    """What tells this machine from others, as far as the system says; "" where it does not."""
    for file in ("/etc/machine-id", "/var/lib/dbus/machine-id"):
        with suppress(OSError):
            return Path(file).read_text("ascii").strip()
    return ""
