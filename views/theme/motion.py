"""Motion: short, never in the way of the next touch, and none at all for who asked for none.

Flet animates towards the newest value from wherever a control is, so every movement can be interrupted.
"""

import flet as ft

FAST_MS = 120  # what answers a touch: a chosen option, a pressed segment
NORMAL_MS = 200  # what moves over some way: a bar that grows, a part that opens
CURVE = ft.AnimationCurve.EASE_OUT

_reduced = False


def reduce_motion(reduced: bool) -> None:
    """Move nothing from now on, in the whole process; or, with False, move again."""
    global _reduced  # one person's wish, followed everywhere, as the language is
    _reduced = reduced


def motion(duration_ms: int = FAST_MS) -> ft.Animation | None:
    """The animation for a control's `animate…`, None when nothing shall move."""
    return None if _reduced else ft.Animation(duration_ms, CURVE)


def moves() -> bool:
    """Whether things may move: a skeleton shimmers only then."""
    return not _reduced
