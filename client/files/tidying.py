"""Room on the disk: what a kill left goes at the start, what was not used for long goes when there is too much.

All of it blocks; call it in a thread.
"""

from __future__ import annotations

import contextlib

from client.files.drawer import DRAFT, WAITING, Drawer


def tidy(drawer: Drawer) -> None:
    """Away with drafts, and with marks that have no file. Call it before anything is put in."""
    for draft in drawer.root.glob(f"*/*{DRAFT}"):
        draft.unlink(missing_ok=True)
    for mark in drawer.root.glob(f"*/*{WAITING}"):
        if not mark.with_suffix("").exists():
            mark.unlink(missing_ok=True)


def trim(drawer: Drawer, limit_bytes: int) -> int:
    """Remove the files that were not used for longest, until those that the server has take `limit_bytes`.

    What waits or was refused stays: this may be its only place. Returns how many were removed.
    """
    pinned = {drawer.path(kept) for kept in [*drawer.waiting(), *(kept for kept, _ in drawer.refused())]}
    files = [path for path in drawer.root.glob("*/*") if not path.suffix and path not in pinned]
    stats = sorted(((path.stat(), path) for path in files), key=lambda one: one[0].st_mtime_ns)
    total, removed = sum(stat.st_size for stat, _ in stats), 0
    for stat, path in stats:
        if total <= limit_bytes:
            break
        path.unlink(missing_ok=True)
        total, removed = total - stat.st_size, removed + 1
    return removed


def forget(drawer: Drawer, folder: str) -> None:
    """Remove the files of a space that the account has left."""
    for path in (drawer.root / folder).glob("*"):
        path.unlink(missing_ok=True)
    with contextlib.suppress(OSError):
        (drawer.root / folder).rmdir()
