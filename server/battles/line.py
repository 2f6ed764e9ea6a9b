"""What the server has seen of a player's line: what was sent over it and confirmed, and how long that took. Pure."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from server.battles.rules import Sent


@dataclass
class Line:
    """Event → when it was sent first, sent last, and confirmed.

    `waited_for`: the player is there, as far as is known; `left`: it has gone of its own will.
    """

    first_s: dict[int, float] = field(default_factory=dict)
    last_s: dict[int, float] = field(default_factory=dict)
    seen_s: dict[int, float] = field(default_factory=dict)
    round_trip_s: float = 0.0
    waited_for: bool = True
    left: bool = False

    def send(self, first_n: int, last_n: int, now_s: float) -> None:
        """Events are on their way; those that were confirmed before keep their time."""
        for n in range(first_n, last_n + 1):
            if n not in self.seen_s:
                self.first_s.setdefault(n, now_s)
                self.last_s[n] = now_s

    def confirm(self, n: int, now_s: float) -> None:
        """An event is on the player's screen. What was never sent was not seen."""
        if n in self.last_s and n not in self.seen_s:
            self.seen_s[n] = now_s
            self.round_trip_s = max(self.round_trip_s, now_s - self.last_s[n])
            self.waited_for = True

    def sent(self, n: int, asked_s: float, closed_s: float | None) -> Sent:
        """From when the time for the question of event `n` runs, that was asked at `asked_s`; None: it is open.

        What was sent again after the line broke counts anew, if it was confirmed while the question was open, or the
        question still is: later one could have had it all the time. And who answers what was never sent has it from
        when it was asked.
        """
        first = self.first_s.get(n, asked_s)
        late = closed_s is not None and self.seen_s.get(n, math.inf) > closed_s
        return Sent(first, first if late else self.last_s.get(n, first))
