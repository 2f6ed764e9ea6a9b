"""Flet's own work on the event loop made lighter: functions of Flet 1.0.5 replaced by ones that do the same faster.

making.py     controls are made: only what is said of one is set
kinds.py      what is told from a value's class alone
patching.py   controls come onto the screen or leave it: only what is set is looked at

The pin of Flet in pyproject.toml holds; tests compare with Flet's own functions.
"""

from functools import cache

from flet.messaging import protocol

from views.lighter.kinds import is_dataclass
from views.lighter.making import lighten_making
from views.lighter.patching import lighten_patching

__all__ = ["lighten"]


@cache  # once is enough for a process
def lighten() -> None:
    """Replace the functions, in all sessions of this process."""
    lighten_making()
    lighten_patching()
    # asked again and again of each control that is sent, and told from its class alone
    protocol._get_root_dataclass_field = cache(protocol._get_root_dataclass_field)
    setattr(protocol, "is_dataclass", is_dataclass)  # noqa: B010 - an import there, which pyright lets nobody set
