"""Which seconds count as study: pure, told the elapsed time at each step.

A second counts when a study activity is on the screen, the app is in front, the machine is awake, and the person did
something in the last two minutes: reading a page takes that long, and a screen left open does not become study.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from client.timer.elapsed import Reading

IDLE_AFTER_S = 120.0
HELD_AFTER_S = 15.0
"""Longer between two beats on an awake machine and the process was stopped or held, with the page still to be read."""
SLEPT_S = 1.0
"""Machine asleep for longer: what is counted before and after are two pieces."""


class Piece(NamedTuple):
    """Seconds of one activity without a break; they ended at `end_boot_s`. `held`: the process stood still in them."""

    activity: str
    end_boot_s: float
    seconds: float
    held: bool = False
    subject: str = ""


@dataclass
class ActiveTime:
    """Counts active seconds; `pieces` are those that are over, `seconds` those of the piece that still grows."""

    pieces: list[Piece] = field(default_factory=list)
    seconds: float = 0.0
    activity: str = ""
    subject: str = ""
    in_front: bool = True
    is_idle: bool = False
    """Nobody did anything for so long that the clock stands still."""
    _last: Reading | None = None
    _end_boot_s: float = 0.0
    _touched_s: float = 0.0

    @property
    def is_counting(self) -> bool:
        """Whether the next second counts."""
        return bool(self.activity) and self.in_front and not self.is_idle

    def begin(self, activity: str, now: Reading, subject: str = "") -> None:
        """From now on `activity` is on the screen; beginning it was something that the person did."""
        self.beat(now)
        self.cut()
        self.activity, self.subject = activity, subject
        self._touch(now)

    def touch(self, now: Reading) -> None:
        """The person did something: pressed, typed, scrolled. So the app is in front, whatever was said before."""
        self.beat(now)
        self.in_front = True
        self._touch(now)

    def pause(self, now: Reading) -> None:
        """No study activity is on the screen any more."""
        self.beat(now)
        self.cut()
        self.activity = self.subject = ""

    def show(self, now: Reading, *, in_front: bool) -> None:
        """The app came to the front, or went behind; coming back is something that the person did."""
        self.beat(now)
        if not in_front:
            self.cut()
        self.in_front = in_front
        if in_front:
            self._touch(now)

    def beat(self, now: Reading) -> None:
        """Count what has passed since the last beat."""
        last, self._last = self._last, now
        was_idle = self.is_idle
        if last is None or not self.activity or not self.in_front:
            return
        if was_idle:
            return
        passed_s = max(0.0, now.awake_s - last.awake_s)
        if now.boot_s - last.boot_s - passed_s > SLEPT_S:
            self.cut()
        # The page is covered at this beat at the earliest: until then it could be read, and counts.
        active_s = passed_s if passed_s <= HELD_AFTER_S else self._active_s(last, passed_s)
        if active_s > 0:
            self.seconds += active_s
            self._end_boot_s = now.boot_s - (passed_s - active_s)
        self.is_idle = now.awake_s >= self._touched_s + IDLE_AFTER_S
        if self.is_idle:
            self.cut()
        if active_s < passed_s:
            self.pieces.append(Piece(self.activity, now.boot_s, passed_s - active_s, True, self.subject))

    def _active_s(self, last: Reading, passed_s: float) -> float:
        """Seconds of a beat that was held up in which somebody may have studied."""
        return min(passed_s, max(0.0, self._touched_s + IDLE_AFTER_S - last.awake_s))

    def cut(self) -> None:
        """The piece that grows is over. What is left of a second stays for the next one.

        So the piece ends before that part: the next one begins with it, and two that overlap would count it once.
        """
        whole = int(self.seconds + 1e-6)
        if whole:
            end_s = self._end_boot_s - max(0.0, self.seconds - whole)
            self.pieces.append(Piece(self.activity, end_s, whole, subject=self.subject))
            self.seconds -= whole
        self.seconds = max(0.0, self.seconds)

    def cut_minutes(self, minute_s: int = 60) -> None:
        """The full minutes of the piece that grows are over."""
        while self.seconds >= minute_s:
            end_s = self._end_boot_s - (self.seconds - minute_s)
            self.pieces.append(Piece(self.activity, end_s, minute_s, subject=self.subject))
            self.seconds -= minute_s

    def growing(self) -> Piece | None:
        """The piece that is not over."""
        return Piece(self.activity, self._end_boot_s, self.seconds, subject=self.subject) if self.seconds > 0 else None

    def _touch(self, now: Reading) -> None:
        self._touched_s = now.awake_s
        self.is_idle = False
