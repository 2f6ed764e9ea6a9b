"""Wishing for a screen: what a person changes press by press is shown at once, and its latest state is kept.

A command takes one press at a time, which is right for sending and wrong for "a little more": who presses twice wants
two steps. Here each press works on what the one before it wished, and whatever comes while something is being kept is
kept with the next turn, all together.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import flet as ft

from views.command import sentence_for

T = TypeVar("T")


@dataclass(frozen=True)
class Wish(Generic[T]):
    """`value`: what was wished last, or what is known. `change`: takes what makes the next wish of the last one.

    `error`: a sentence; then nothing is wished any more, and what is known is shown.
    """

    value: T
    change: Callable[[Callable[[T], T]], None]
    error: str | None


class _Wisher(Generic[T]):
    """`passed`: what may still be known on the way to the last wish: the value before, and those kept since."""

    def __init__(self) -> None:
        self.known: Any = None
        self.keep: Callable[[Any], Awaitable[Any]]
        self.show: Callable[[int], Any]
        self.is_wishing = self.is_keeping = False
        self.wished: Any = None
        self.passed: list[Any] = []
        self.error: str | None = None
        self._shown = 0
        self._keeping: asyncio.Task[None] | None = None

    def value(self, known: Any) -> Any:
        """What to show, now that this is known; something newer than the wish ends it."""
        self.known = known
        if self.is_wishing and not self.is_keeping and (known == self.wished or known not in self.passed):
            self.is_wishing = False
        return self.wished if self.is_wishing else known

    def change(self, make: Callable[[Any], Any]) -> None:
        """Wish for what `make` makes of the last wish."""
        if not self.is_wishing:
            self.passed = [self.known]
        self.wished = make(self.wished if self.is_wishing else self.known)
        self.is_wishing, self.error = True, None
        self._draw()
        if not self.is_keeping:
            self.is_keeping = True
            self._keeping = asyncio.get_running_loop().create_task(self._keep())

    async def _keep(self) -> None:
        kept: Any = self  # like no wish
        try:
            while self.wished != kept:
                kept = self.wished
                await self.keep(kept)
                self.passed.append(kept)
        except Exception as fault:
            self.error, self.is_wishing = sentence_for(fault), False
        finally:
            self.is_keeping = False
            self._draw()

    def _draw(self) -> None:
        self._shown += 1
        self.show(self._shown)


def use_wish(known: T, keep: Callable[[T], Awaitable[Any]]) -> Wish[T]:
    """Change what is `known` press by press; `keep` is given the latest wish, one at a time; a hook."""
    _shown, show = ft.use_state(0)
    wisher: Any = ft.use_ref(_Wisher).current
    wisher.keep, wisher.show = keep, show
    return Wish(wisher.value(known), wisher.change, wisher.error)
