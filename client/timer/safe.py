"""The safe: a small door to where secrets are kept, and the file behind it.

On phones the file is sealed with a key that lies in the system's keystore (`client.timer.sealing`): it cannot be read,
changed or put back from a copy, but by who owns the whole device. Elsewhere there is no better place: what runs as this
person on a desktop may ask the system's keyring the same question that we would ask, and a browser keeps nothing that
the next one knows.

What the file alone cannot protect: whoever may read the files of this person's account on this computer can read it,
too, and whoever puts this file *and* the database back together, offline, has put back the time. It does hold against
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

from client.timer.sealing import FileSeal, Keystore, is_sealed

log = logging.getLogger("xueban.timer")


class SafePlace(Protocol):
    """Somewhere to keep one text; called in a thread. All raise OSError."""

    def read(self) -> str | None:
        """The text; None when there is none."""
        ...

    def write(self, text: str) -> None:
        """Keep the text, as a whole or not at all, also when the power goes."""
        ...

    def forget(self) -> None:
        """There is nothing any more, and no draft of it."""
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

    def forget(self) -> None:
        """Remove the file, and drafts that a crash has left."""
        for draft in self._file.parent.glob(f".{self._file.name}.*"):
            draft.unlink(missing_ok=True)
        self._file.unlink(missing_ok=True)

    def _mark(self, text: str) -> str:
        return hashlib.sha256(f"{self._machine}\n{text}".encode()).hexdigest()


class Safe:
    """What is in the safe, by name: read once, and written as a whole, one write after the other."""

    def __init__(
        self,
        place: SafePlace,
        contents: dict[str, Any],
        keystore: Keystore | None = None,
        seal: FileSeal | None = None,
    ) -> None:
        self._place = place
        self._contents = contents
        self._keystore = keystore
        self._seal = seal
        self._writing = asyncio.Lock()
        self._turning: asyncio.Task[None] | None = None

    @classmethod
    async def open(cls, place: SafePlace, keystore: Keystore | None = None) -> Safe:
        """Read it; a safe that cannot be read counts as empty. Without a keystore, or where that fails, it is plain."""
        text: str | None = None
        with suppress(OSError, ValueError):
            text = await asyncio.to_thread(place.read)
        if keystore is None:
            return cls(place, _contents(text))
        seal, opened = await _sealed(keystore, text)
        safe = cls(place, _contents(opened), keystore, seal)
        if not await safe._begin():
            safe._seal = None
        return safe

    @property
    def is_sealed(self) -> bool:
        """Whether the system's keystore guards it."""
        return self._seal is not None

    def get(self, name: str) -> Any:
        """What is kept under the name; None when nothing is."""
        return self._contents.get(name)

    async def put(self, name: str, value: Any) -> None:
        """Keep any JSON value under the name; None forgets it. Raises OSError, and then it is as it was before."""
        async with self._writing:
            contents = {**self._contents, name: value}
            if value is None:
                contents.pop(name)
            await self._write(contents)
            self._contents = contents
        if self._seal is not None and (self._turning is None or self._turning.done()):
            self._turning = asyncio.get_running_loop().create_task(self._turn())

    async def close(self) -> None:
        """Let the keystore know of the last turn."""
        if self._turning is not None:
            await self._turning

    async def _write(self, contents: dict[str, Any]) -> None:
        text = json.dumps(contents, ensure_ascii=False)
        if self._seal is None:
            await asyncio.to_thread(self._place.write, text)
            return
        turn = self._seal.turn + 1
        await asyncio.to_thread(self._place.write, self._seal.close(text, turn))
        self._seal.turn = turn  # not before: the keystore must never be ahead of the file

    async def _begin(self) -> bool:
        """A turn at once: no copy that was taken before is good any more. False when the keystore does not take it."""
        try:
            await self._write(self._contents)
        except OSError as error:
            log.warning("the safe cannot be written: %s", error)
        return await self._tell_turn()

    async def _turn(self) -> None:
        """Let the keystore follow; what comes meanwhile is told once."""
        told = -1
        while self._seal is not None and told != self._seal.turn:
            told = self._seal.turn
            if not await self._tell_turn():
                return

    async def _tell_turn(self) -> bool:
        if self._keystore is None or self._seal is None:
            return False
        try:
            await self._keystore.write(self._seal.kept())
        except OSError as error:
            log.warning("the system's keystore does not take the safe's turn: %s", error)
            return False
        return True


async def _sealed(keystore: Keystore, text: str | None) -> tuple[FileSeal, str | None]:
    """The seal, and what the file says: nothing when it is not the one that the keystore knows of."""
    try:
        kept = await keystore.read()
        seal = FileSeal.of(kept) if kept else None
    except (OSError, ValueError, KeyError, TypeError) as error:
        log.warning("the system's keystore cannot be read; the safe counts as empty: %s", type(error).__name__)
        return FileSeal.new(), None
    if seal is None:  # the first time: what an older version kept moves in
        return FileSeal.new(), text
    return seal, seal.open(text) if text else None


def _contents(text: str | None) -> dict[str, Any]:
    try:
        found = json.loads(text) if text and not is_sealed(text) else {}
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def machine_id() -> str:
    """What tells this machine from others, as far as the system says; "" where it does not."""
    for file in ("/etc/machine-id", "/var/lib/dbus/machine-id"):
        with suppress(OSError):
            return Path(file).read_text("ascii").strip()
    return ""
