"""The packs in a folder, named by their SHA-256. All of it blocks."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from pathlib import Path


class Packs:
    """The folder may be shared by several server processes and the command that adds: a file never changes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, sha256: str) -> Path:
        """Where that pack is, if it is here."""
        return self._folder / f"{sha256}.zip"

    def keep(self, source: Path) -> str:
        """Copy a pack here; it is on the disk when its SHA-256 is returned. Raises OSError."""
        self._folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=self._folder, suffix=".new")
        new = Path(name)
        try:
            with source.open("rb") as original, os.fdopen(handle, "wb+") as copy:
                shutil.copyfileobj(original, copy, 1 << 20)
                copy.flush()
                os.fsync(copy.fileno())
                copy.seek(0)
                sha256 = hashlib.file_digest(copy, "sha256").hexdigest()
            new.chmod(0o644)
            new.replace(self.path(sha256))
        finally:
            new.unlink(missing_ok=True)
        return sha256
