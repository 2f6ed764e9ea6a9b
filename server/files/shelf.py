"""What is in the files: a folder a space, `<sha256>` when it is whole and `<sha256>.part` while it comes.

The folder may be shared by several server processes: the worst that two who write the same part can do is a wrong
hash at the end, and then the upload starts again.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PART = ".part"


class Shelf:
    """Any thread may use it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._busy: dict[tuple[str, str], tuple[threading.Lock, int]] = {}

    @contextmanager
    def turn(self, space_id: str, sha256: str) -> Iterator[None]:
        """One thread at a time works on a file."""
        key = space_id, sha256
        with self._lock:
            lock, waiting = self._busy.get(key, (threading.Lock(), 0))
            self._busy[key] = lock, waiting + 1
        try:
            with lock:
                yield
        finally:
            with self._lock:
                _, waiting = self._busy[key]
                if waiting == 1:
                    del self._busy[key]
                else:
                    self._busy[key] = lock, waiting - 1

    def path(self, space_id: str, sha256: str) -> Path:
        """Where the whole file is, if it is here."""
        return self._folder / space_id / sha256

    def has(self, space_id: str, sha256: str) -> bool:
        """Whether the whole file is here."""
        return self.path(space_id, sha256).exists()

    def received(self, space_id: str, sha256: str) -> int:
        """How many bytes of the part are here."""
        try:
            return self._part(space_id, sha256).stat().st_size
        except FileNotFoundError:
            return 0

    def append(self, space_id: str, sha256: str, data: bytes) -> None:
        """Add to the part; on the disk when this returns."""
        part = self._part(space_id, sha256)
        part.parent.mkdir(parents=True, exist_ok=True)
        with part.open("ab") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())

    def finish(self, space_id: str, sha256: str) -> bool:
        """Make the part the file; False, and the part is gone, when its hash is not `sha256`."""
        part = self._part(space_id, sha256)
        with part.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
        if found != sha256:
            part.unlink()
            return False
        part.replace(self.path(space_id, sha256))
        _sync_folder(part.parent)
        return True

    def drop_part(self, space_id: str, sha256: str) -> None:
        """Forget what has come of a file."""
        self._part(space_id, sha256).unlink(missing_ok=True)

    def drop(self, space_id: str, sha256: str) -> None:
        """Remove a file and what has come of it."""
        self.drop_part(space_id, sha256)
        self.path(space_id, sha256).unlink(missing_ok=True)

    def drop_space(self, space_id: str) -> None:
        """Remove all files of a space."""
        shutil.rmtree(self._folder / space_id, ignore_errors=True)

    def _part(self, space_id: str, sha256: str) -> Path:
        return self._folder / space_id / f"{sha256}{_PART}"


def _sync_folder(folder: Path) -> None:
    """A new name in a folder survives a power cut only when the folder itself is on the disk; Windows cannot do it."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
