"""Who listens to the keyboard in a session: layers of shortcuts, what opened last on top."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from views.shortcuts.names import Pressed, name_of

APP, SCREEN, PART, OVER = range(4)
"""The heights of layers: the frame, a screen, a list or a quiz in it, what lies over it (the palette)."""


@dataclass(frozen=True)
class Shortcut:
    """A key, or several that belong together, and what it does.

    Attributes:
        keys: names as in `views.shortcuts.names`, e.g. ("Ctrl+K",) or ("1", "2", "3").
        words: what it does, for the sheet; "" keeps it off the sheet.
        run: awaited with the name that was pressed.
        typing: listens also while somebody types in a text field.
        shown: how the sheet writes the keys, when the list of them is long ("1–9").

    """

    keys: tuple[str, ...]
    words: str
    run: Callable[[str], Awaitable[Any]]
    typing: bool = False
    shown: str = ""


@dataclass(eq=False)
class Layer:
    """The shortcuts of one component. A `modal` one keeps keys from what lies below it."""

    height: int
    title: str
    shortcuts: Sequence[Shortcut] = field(default_factory=tuple)
    modal: bool = False


class Keys:
    """The layers of a session, and whether somebody types.

    Args:
        is_covered: tells whether a dialog lies over the screen: it has the keyboard for itself.

    """

    def __init__(self, is_covered: Callable[[], bool] = lambda: False) -> None:
        self._is_covered = is_covered
        self._layers: list[Layer] = []
        self._typing: object | None = None

    def open(self, layer: Layer) -> Callable[[], None]:
        """Listen with `layer` until what is returned is called."""
        self._layers.append(layer)
        self._layers.sort(key=lambda each: each.height)  # stable: among equals the last opened stays on top

        def close() -> None:
            if layer in self._layers:
                self._layers.remove(layer)

        return close

    def uncover(self) -> None:
        """Let go of what lay over the screen: it is still there while it fades, and must not keep the keys."""
        self._layers = [layer for layer in self._layers if layer.height != OVER]

    def types(self, where: object | None) -> None:
        """Somebody types in `where` now; None when in no field."""
        self._typing = where

    def rests(self, where: object) -> None:
        """Nobody types in `where` any more."""
        if self._typing == where:
            self._typing = None

    @property
    def typing(self) -> bool:
        """Whether a text field has the focus."""
        return self._typing is not None

    def layers(self) -> list[Layer]:
        """Those that have something for the sheet, the frame's first."""
        return [layer for layer in self._layers if any(shortcut.words for shortcut in layer.shortcuts)]

    async def press(self, event: Pressed) -> bool:
        """Run what listens to the key; whether anything did."""
        name = name_of(event)
        modal = next((layer for layer in reversed(self._layers) if layer.modal), None)
        if self._is_covered() and modal is None:
            return False
        for layer in reversed(self._layers):
            for shortcut in layer.shortcuts:
                if name in shortcut.keys and (shortcut.typing or not self.typing):
                    await shortcut.run(name)
                    return True
            if layer is modal:
                break
        return False
