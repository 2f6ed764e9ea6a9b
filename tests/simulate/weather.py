"""What goes wrong in a run, how often, and the count of it.

Each run draws its own weather: some kinds of faults at some rate, others not at all (Groce et al., "Swarm testing",
2012). A run in which everything breaks always never gets far enough to meet the rarer faults.
"""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, field

ON_THE_LINE = ("drop_request", "drop_answer", "duplicate", "delay", "cut_stream", "server_busy")
"""Faults of one message. `drop_answer` cuts the line after the server has committed; `delay` makes it come late, after
younger ones."""

KILLS = ("kill_before_commit", "kill_after_commit", "kill_server_before_commit", "kill_server_after_commit")
"""Kills at a transaction of a device (local write, pulled page) or of the server (append)."""

WHOLE = ("kill", "kill_server", "offline", "skew", "revoke", "sign_out", "update")
"""Faults of a whole device or of the server, between transactions; at an `update` an older device's app is replaced."""

RESTORES = ("restore_device", "restore_server")
"""An old copy of a database takes the place of the present one."""

KINDS = (*ON_THE_LINE, *KILLS, *WHOLE, *RESTORES)


@dataclass
class Weather:
    """The rates of faults in this run (a chance a message or an act), and how many there were."""

    rates: dict[str, float]
    chance: random.Random
    count: Counter[str] = field(default_factory=Counter)
    calm: bool = False
    """At a quiet point nothing goes wrong any more."""

    @classmethod
    def draw(cls, chance: random.Random, kinds: tuple[str, ...] = KINDS) -> Weather:
        """Each kind is in with a chance of one half; how often it comes is drawn too."""
        rates = {kind: chance.choice((0.01, 0.05, 0.2)) for kind in kinds if chance.random() < 0.5}
        for kind in (*WHOLE, *RESTORES, *KILLS):
            if kind in rates:
                rates[kind] /= 4
        return cls(rates, chance)

    def strikes(self, kind: str) -> bool:
        """Whether this fault happens here; counted if so."""
        if self.calm or kind not in self.rates or self.chance.random() >= self.rates[kind]:
            return False
        self.count[kind] += 1
        return True
