"""The mistake that is being written down, kept while one looks elsewhere; fields tell it each key, parts follow it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Literal

import flet as ft

from client.mistakes.capture import Draft
from client.mistakes.capture.pasting import take_several
from client.mistakes.capture.pictures import PagePicture

News = Literal["typed", "put"]
"""`typed`: a field changed, and shows it already; `put`: something else did, so that all has to be drawn anew."""

REST_S = 0.25
"""What follows the typing (preview, proposals) does so when it rests this long."""


class Work:
    """The draft, and those that wait behind it (several questions of one picture, or of one text that was pasted).

    `turn` goes up when another draft begins, so that its fields are new ones. `page` is a picture on which questions
    are being marked; `shooting`, that one is being taken. `reading` says how the text of the draft's picture stands: ""
    (nothing to say), "running", or why there is none.
    """

    def __init__(self, draft: Draft | None = None, mistake_id: str = "") -> None:
        self.draft = draft or Draft()
        self.mistake_id = mistake_id
        self.waiting: list[Draft] = []
        self.number, self.total = 1, 1
        self.turn = 0
        self.page: tuple[str, PagePicture] | None = None
        self.shooting = False
        self.reading = ""
        self.offered: list[Draft] = []
        self.saved = 0
        self._watchers: list[Callable[[News], Any]] = []

    def watch(self, told: Callable[[News], Any]) -> Callable[[], None]:
        """Call `told` with every piece of news until what is returned is called."""
        self._watchers.append(told)
        return lambda: self._watchers.remove(told) if told in self._watchers else None

    def type(self, **fields: Any) -> None:
        """A field of the draft holds this now."""
        self.draft = replace(self.draft, **fields)
        self._tell("typed")

    def put(self, **fields: Any) -> None:
        """The draft is to show this: it did not come from its own field."""
        self.draft = replace(self.draft, **fields)
        self._tell("put")

    def begin(self, drafts: Sequence[Draft]) -> None:
        """Write these down, one after the other."""
        self.waiting = list(drafts[1:])
        self.number, self.total = 1, len(drafts)
        self._start(drafts[0])

    def receive(self, text: str) -> None:
        """Write down what was copied; what was half written before waits behind it."""
        found, before = take_several(text), self.draft
        first = found[0] if len(found) == 1 else Draft(text=text)
        first = replace(first, subject=before.subject, source=first.source or before.source)
        self.begin([first] if before.is_empty else [first, before])
        if len(found) > 1:
            self.show(offered=found)

    def go_on(self) -> None:
        """The draft is saved: the next one, or an empty one with the same subject and source."""
        self.saved += 1
        if self.waiting:
            before = self.draft
            after = self.waiting.pop(0)
            self.number += 1
            self._start(replace(after, subject=after.subject or before.subject, source=after.source or before.source))
        else:
            self.number, self.total = 1, 1
            self._start(self.draft.next())

    def show(self, **state: Any) -> None:
        """Set what is beside the draft: `page`, `shooting`, `reading`, `offered`."""
        for name, value in state.items():
            setattr(self, name, value)
        self._tell("put")

    def _start(self, draft: Draft) -> None:
        self.draft, self.page, self.reading, self.offered = draft, None, "", []
        self.turn += 1
        self._tell("put")

    def _tell(self, news: News) -> None:
        for told in self._watchers[:]:
            told(news)


def use_work(work: Work, *wanted: News, rest_s: float = 0.0) -> None:
    """Draw the component anew at such news; with `rest_s` once no more came for so many seconds; a hook."""
    _turn, set_turn = ft.use_state(0)
    ending: Any = ft.use_ref(None)

    def follow() -> None:
        loop = asyncio.get_running_loop()
        timer: asyncio.TimerHandle | None = None

        def draw() -> None:
            set_turn(lambda before: before + 1)

        def told(news: News) -> None:
            nonlocal timer
            if news not in wanted:
                return
            if timer is not None:
                timer.cancel()
            timer = loop.call_later(rest_s, draw) if rest_s and news == "typed" else None
            if timer is None:
                draw()

        unwatch = work.watch(told)

        def end() -> None:
            unwatch()
            if timer is not None:
                timer.cancel()

        ending.current = end

    ft.use_effect(follow, [work], lambda: ending.current and ending.current())
