"""How long one studied on several devices: the union of their intervals, each second once. Pure."""

from __future__ import annotations

from collections.abc import Iterable


def united_s(intervals: Iterable[tuple[float, float]]) -> float:
    """The length of the union of intervals `(from, to)`."""
    total, until = 0.0, float("-inf")
    for begin, end in sorted(intervals):
        if end > until:
            total += end - max(begin, until)
            until = end
    return total
