"""A download on the disk: it grows beside where the file will be, and becomes the file when its hash is right.

All of it blocks; call it in a thread.
"""

from __future__ import annotations

import hashlib
import os

from client.files.drawer import PART, Drawer, Kept


def fetched(drawer: Drawer, kept: Kept) -> int:
    """How much of the download is here."""
    try:
        return drawer.path(kept, PART).stat().st_size
    except FileNotFoundError:
        return 0


def add(drawer: Drawer, kept: Kept, piece: bytes) -> None:
    """Add to the download."""
    part = drawer.path(kept, PART)
    part.parent.mkdir(parents=True, exist_ok=True)
    with part.open("ab") as file:
        file.write(piece)


def finish(drawer: Drawer, kept: Kept) -> bool:
    """Make the download the file; False, and the download is gone, when it is not what its name says."""
    add(drawer, kept, b"")  # an empty file comes in no pieces at all
    part = drawer.path(kept, PART)
    with part.open("rb+") as file:
        right = hashlib.file_digest(file, "sha256").hexdigest() == kept.sha256
        os.fsync(file.fileno())
    if right:
        part.replace(drawer.path(kept))
    else:
        part.unlink()
    return right
