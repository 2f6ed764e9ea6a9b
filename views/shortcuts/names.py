"""What keys are called: as Flutter reports them, as our screens name them, as a person reads them."""

from __future__ import annotations

from typing import Protocol

_NAMES = {
    "Arrow Down": "Down",
    "Arrow Up": "Up",
    "Arrow Left": "Left",
    "Arrow Right": "Right",
    "Escape": "Esc",
    " ": "Space",
    "Numpad Enter": "Enter",
    "？": "?",
}
_SIGNS = {"Down": "↓", "Up": "↑", "Left": "←", "Right": "→"}


class Pressed(Protocol):
    """What is read of `ft.KeyboardEvent`."""

    key: str
    shift: bool
    ctrl: bool
    alt: bool
    meta: bool


def name_of(event: Pressed) -> str:
    """The name of what was pressed: `K`, `Ctrl+K` (also for Cmd+K), `Ctrl+Shift+Z`, `Alt+1`, `Down`, `Esc`, `Space`."""
    key = _NAMES.get(event.key, event.key.removeprefix("Numpad ").removeprefix("Digit "))
    if event.shift and key == "/":  # some systems name the key, others the sign
        key = "?"
    elif len(key) == 1:
        key = key.upper()
        if event.shift and key.isalpha() and (event.ctrl or event.meta):
            key = f"Shift+{key}"
    elif event.shift:
        key = f"Shift+{key}"
    if event.ctrl or event.meta:
        key = f"Ctrl+{key}"
    return f"Alt+{key}" if event.alt else key


def shown_name(name: str, *, apple: bool = False) -> str:
    """How the sheet writes a key; `apple` for a Mac's names, in words: the app font has no signs for them."""
    parts = [_SIGNS.get(part, part) for part in name.split("+")]
    if apple:
        parts = [{"Ctrl": "Cmd", "Alt": "Option"}.get(part, part) for part in parts]
    return " ".join(parts)
