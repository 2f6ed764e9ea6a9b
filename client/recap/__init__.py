"""Recap (成果回顾): what came of a week, a term, a holiday.

spans.py   from when to when they go (pure)
recap.py   `Recaps`: what was learned in such a span, read from the store
"""

from client.recap.recap import Recap, Recaps
from client.recap.spans import PERIODS, Period, Span, span

__all__ = ["PERIODS", "Period", "Recap", "Recaps", "Span", "span"]
