"""How the memory that a process frees goes back: glibc would give each thread a heap, which keeps what it once needed.

The app has a dozen threads of which one or two are busy. With two heaps a walk through all screens leaves 177 MB where
it left 191 (10,000 mistakes in the store; Linux, Python 3.11). Other systems and C libraries are left as they are.
"""

from __future__ import annotations

import sys
from contextlib import suppress

_M_ARENA_MAX = -8
"""The name that mallopt(3) knows the number of heaps by."""


def share_heaps(heaps: int = 2) -> bool:
    """Let the threads of this process share so many heaps, before there are any; whether the C library could."""
    if sys.platform != "linux":
        return False
    import ctypes  # not needed elsewhere

    with suppress(AttributeError, OSError):  # a C library without mallopt, or none that can be opened
        return bool(ctypes.CDLL(None).mallopt(_M_ARENA_MAX, heaps))
    return False
