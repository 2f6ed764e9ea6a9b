"""The files on the disk, and which of them the server does not have yet.

A folder a space: `<sha256>` is a file, `<sha256>.waiting` beside it says that the server may not have it,
`<sha256>.refused` that the server does not want it and why, `<sha256>.part` is a download under way. Nothing here is
kept in memory: whatever moment a kill comes at, the next start finds the same. All of it blocks; call it in a thread.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from sync.files import FILE_LIMIT_BYTES

OWN = "own"
"""The folder of the personal space, which has no id yet before there is an account."""

WAITING, REFUSED, PART, DRAFT = ".waiting", ".refused", ".part", ".draft"
_CHUNK_BYTES = 1 << 20


class TooLargeError(Exception):
    """The file is larger than any server takes."""


class Kept(NamedTuple):
    """A file and the folder (the space) that it is in."""

    folder: str
    sha256: str


class Drawer:
    """The files under `root`."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def put(self, folder: str, source: bytes | Path) -> str:
        """Keep a file; it is on the disk, and waits to go up, when its SHA-256 is returned.

        Raises TooLargeError; OSError when it cannot be read or written.
        """
        place = self.root / folder
        place.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=place, suffix=DRAFT)
        draft = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                digest, size = hashlib.sha256(), 0
                for chunk in _chunks(source):
                    size += len(chunk)
                    if size > FILE_LIMIT_BYTES:
                        raise TooLargeError
                    digest.update(chunk)
                    file.write(chunk)
                file.flush()
                os.fsync(file.fileno())
            kept = Kept(folder, digest.hexdigest())
            if self.size(kept) is None or not self.is_whole(kept):
                # In this order: a file without its mark would never go up.
                self._mark(kept, WAITING)
                draft.replace(self.path(kept))
                _sync_folder(place)
        finally:
            draft.unlink(missing_ok=True)
        self._mark(kept, REFUSED, there=False)
        return kept.sha256

    def find(self, kept: Kept) -> Path | None:
        """Where a file is, if it is here; counts as using it."""
        path = self.path(kept)
        try:
            os.utime(path)
        except FileNotFoundError:
            return None
        return path

    def waiting(self) -> list[Kept]:
        """What the server may not have, the oldest first."""
        marks = sorted(self.root.glob(f"*/*{WAITING}"), key=lambda mark: mark.stat().st_mtime_ns)
        files = [Kept(mark.parent.name, mark.name.removesuffix(WAITING)) for mark in marks]
        return [kept for kept in files if self.path(kept).exists()]

    def refused(self) -> list[tuple[Kept, str]]:
        """What the server does not want, and why."""
        marks = sorted(self.root.glob(f"*/*{REFUSED}"))
        return [(Kept(m.parent.name, m.name.removesuffix(REFUSED)), m.read_text("utf-8")) for m in marks]

    def sent(self, kept: Kept) -> None:
        """The server has it."""
        self._mark(kept, WAITING, there=False)
        self._mark(kept, REFUSED, there=False)

    def refuse(self, kept: Kept, reason: str) -> None:
        """The server does not want it, and why; it stays here, and no longer waits."""
        self._mark(kept, REFUSED, text=reason)
        self._mark(kept, WAITING, there=False)

    def is_refused(self, kept: Kept) -> bool:
        """Whether the server does not want it."""
        return self.path(kept, REFUSED).exists()

    def read(self, kept: Kept, at: int, count: int) -> bytes:
        """At most `count` bytes from the offset `at`."""
        with self.path(kept).open("rb") as file:
            file.seek(at)
            return file.read(count)

    def size(self, kept: Kept) -> int | None:
        """How many bytes it has; None when it is not here."""
        try:
            return self.path(kept).stat().st_size
        except FileNotFoundError:
            return None

    def is_whole(self, kept: Kept) -> bool:
        """Whether what is on the disk is what its name says."""
        with self.path(kept).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == kept.sha256

    def path(self, kept: Kept, suffix: str = "") -> Path:
        """Where a file, or one of the marks beside it, belongs."""
        return self.root / kept.folder / f"{kept.sha256}{suffix}"

    def _mark(self, kept: Kept, suffix: str, text: str = "", *, there: bool = True) -> None:
        mark = self.path(kept, suffix)
        if not there:
            mark.unlink(missing_ok=True)
            return
        with mark.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        _sync_folder(mark.parent)


def _chunks(source: bytes | Path) -> Iterator[bytes]:
    if isinstance(source, bytes):
        yield source
        return
    with source.open("rb") as file:
        while chunk := file.read(_CHUNK_BYTES):
            yield chunk


def _sync_folder(folder: Path) -> None:
    """A new name in a folder survives a power cut only when the folder itself is on the disk; Windows cannot do it."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
