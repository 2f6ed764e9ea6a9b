"""A drawing while somebody draws: what is on the paper, what the pen is, and what was done here, to take it back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from client.notes.pen.drawings import Drawing, Drawings
from client.notes.pen.strokes import MARKER_WIDTH, PAPER, WIDTHS, Point, Stroke, hit

REACH_UNITS = 16
"""How far the eraser reaches."""


class Act(NamedTuple):
    """Strokes that came, and strokes that went."""

    added: tuple[Stroke, ...] = ()
    erased: tuple[Stroke, ...] = ()


class Easel:
    """One open drawing. What is drawn shows at once, and is kept when the pen is lifted.

    Undo takes back what was done here; strokes of another device stay.
    """

    def __init__(self, drawings: Drawings, note_id: str, name: str) -> None:
        self._drawings, self._note_id, self._name = drawings, note_id, name
        self.drawing = Drawing(name, *PAPER, ())
        self.colour, self.width, self.erases = "ink", WIDTHS[1], False
        self.top = 0.0
        """The first unit that is in sight."""
        self.told: Callable[[], object] = lambda: None
        """Is called when it is to be drawn again."""
        self._added: dict[str, Stroke] = {}
        self._gone: set[str] = set()
        self._done: list[Act] = []
        self._undone: list[Act] = []

    @property
    def shown(self) -> tuple[Stroke, ...]:
        """What is on the paper: what the store has, with what is on its way there."""
        known = {stroke.key for stroke in self.drawing.strokes}
        more = [stroke for key, stroke in self._added.items() if key not in known]
        return tuple(stroke for stroke in (*self.drawing.strokes, *more) if stroke.key not in self._gone)

    @property
    def pen_width(self) -> int:
        """How broad the pen writes, in units."""
        return MARKER_WIDTH if self.colour == "marker" else self.width

    @property
    def can_undo(self) -> bool:
        """Whether something was done here."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether something was taken back."""
        return bool(self._undone)

    def take(self, drawing: Drawing) -> None:
        """The store has this now."""
        self.drawing = drawing

    def choose(self, *, colour: str = "", width: int = 0, erases: bool = False) -> None:
        """Take another pen, or the eraser."""
        self.colour, self.width, self.erases = colour or self.colour, width or self.width, erases
        self.told()

    async def draw(self, points: Sequence[Point]) -> None:
        """The pen was lifted after this line."""
        await self.add([self._drawings.stroke(self.colour, self.pen_width, points)])

    async def add(self, strokes: Sequence[Stroke]) -> None:
        """Strokes come onto the paper."""
        await self._do(Act(added=tuple(strokes)))

    async def rub(self, points: Sequence[Point]) -> None:
        """The eraser went along this line."""
        gone = {stroke.key: stroke for place in points for stroke in hit(self.shown, place, REACH_UNITS)}
        if gone:
            await self._do(Act(erased=tuple(gone.values())))

    async def undo(self) -> None:
        """Take the last act back."""
        if self._done:
            act = self._done.pop()
            self._undone.append(act)
            await self._change(Act(act.erased, act.added))

    async def redo(self) -> None:
        """Do again what was taken back."""
        if self._undone:
            act = self._undone.pop()
            self._done.append(act)
            await self._change(act)

    async def longer(self) -> None:
        """More paper below."""
        await self._drawings.make_longer(self._note_id, self._name)

    def scroll(self, units: float, in_sight: float) -> None:
        """Show what is above or below; `in_sight`: so many units are."""
        self.top = min(max(self.top + units, 0.0), max(0.0, self.drawing.height - in_sight))
        self.told()

    async def _do(self, act: Act) -> None:
        self._done.append(act)
        self._undone.clear()
        await self._change(act)

    async def _change(self, act: Act) -> None:
        for stroke in act.added:
            self._added[stroke.key] = stroke
            self._gone.discard(stroke.key)
        for stroke in act.erased:
            self._added.pop(stroke.key, None)
            self._gone.add(stroke.key)
        self.told()
        await self._drawings.add(self._note_id, self._name, act.added)
        await self._drawings.erase(self._note_id, self._name, act.erased)
