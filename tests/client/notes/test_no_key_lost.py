"""Keys on a line with delays, while others write: none is lost, whatever crosses on the way."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from client.notes import Note
from client.notes.drafts import Draft, News
from sync.text import Text, TextOp, decode, encode
from tests.fakes.field import Field, Told
from tests.fakes.timers import Timers

BEGINS = "甲乙丙丁"
KEYS = [chr(0x4E00 + n) for n in range(3000) if chr(0x4E00 + n) not in BEGINS]

WORD = set(KEYS[: len(KEYS) // 2])
"""What the person here types; somebody else takes from the end."""

SHARE = st.floats(0, 1, allow_nan=False)
STEPS = st.one_of(
    st.tuples(st.just("key")),
    st.tuples(st.just("key")),
    st.tuples(st.just("backspace")),
    st.tuples(st.just("move"), SHARE),
    st.tuples(st.just("other"), SHARE),
    st.tuples(st.just("other deletes"), SHARE),
    st.tuples(st.just("send")),
    st.tuples(st.just("send")),
    st.tuples(st.just("down")),
    st.tuples(st.just("down")),
    st.tuples(st.just("draw")),
    st.tuples(st.just("draw")),
    st.tuples(st.just("up")),
    st.tuples(st.just("up")),
    st.tuples(st.just("undo")),
    st.tuples(st.just("wait"), st.sampled_from([0.02, 0.1, 0.3, 3.0])),
)


class Shelf:
    """Keeps the text as a store does, and takes others' edits."""

    def __init__(self) -> None:
        self.drafts: set[Draft] = set()
        self.text = Text("other")
        self.text.insert(0, BEGINS)

    def replica(self) -> str:
        return "here"

    async def save(self, note_id: str, *, body: Any, **_fields: object) -> str:
        assert isinstance(body, tuple)
        self.text.apply(body)
        return note_id

    async def open(self, note_id: str) -> Note | None:
        text = decode(encode(self.text))
        return Note(note_id, "", str(text), text=text, updated_utc="2026-01-01T00:00:00Z")


class World:
    """A person at a field, a line with delays both ways, the draft behind it, and somebody else who writes."""

    def __init__(self, *, phone: bool = False) -> None:
        self.timers, self.shelf = Timers(), Shelf()
        self.up: deque[tuple[str, str | int]] = deque()
        self.down: deque[Told] = deque()
        self.field = Field(lambda what, value: self.up.append((what, value)), BEGINS, len(BEGINS), phone)
        self.keys, self.others = iter(KEYS), iter(reversed(KEYS))
        self.typed: list[str] = list(BEGINS)
        self.gone: set[str] = set()
        self.to_send, self.cursor = False, 0
        self.undone = False
        self.crossed = False
        """Whether a sign was deleted while texts were on their way."""

    async def begin(self) -> None:
        note = await self.shelf.open("n1")
        assert note
        self.draft = Draft(
            self.shelf, note, later=self.timers.later, now_s=lambda: self.timers.now_s, live=lambda: True
        )
        self.draft.watch(self.told)
        self.draft.select(len(BEGINS), len(BEGINS))

    def told(self, news: News) -> None:
        """As `views/notes/editor.py` and `restoring.py` do it."""
        if news == "adopted":
            self.cursor = self.draft.selection[1]
            self.to_send = True

    async def step(self, what: str, value: float = 0) -> None:
        match what:
            case "key":
                self.typed.append(sign := next(self.keys))
                self.field.key(sign)
            case "backspace":
                self.crossed |= bool(self.down or self.up or self.draft.is_drawing)
                self.gone.update(self.field.backspace())
            case "move":
                self.field.move(value)
            case "other":
                self.typed.append(sign := next(self.others))
                await self.other(lambda text: text.insert(round(value * len(text)), sign))
            case "other deletes" if len(self.shelf.text):
                at = int(value * (len(self.shelf.text) - 1))
                self.gone.update(str(self.shelf.text)[at : at + 1])
                await self.other(lambda text: text.delete(at, min(at + 1, len(text))))
            case "send" if self.to_send:  # screens are drawn again a moment after they are told of something
                self.to_send = False
                self.down.append(Told(self.draft.frame, self.draft.given, self.cursor))
            case "down" if self.down:
                self.field.receive(self.down.popleft())
            case "draw":
                self.field.draw()
            case "up" if self.up:
                heard, value_ = self.up.popleft()
                if heard == "typed":
                    self.draft.type(body=str(value_))
                elif heard == "at":
                    self.draft.select_in_field(int(value_), int(value_))
                else:
                    self.draft.drawn(int(value_))
                    if not self.draft.is_drawing and not self.to_send:
                        self.down.append(Told(self.draft.frame))  # the cursor is the person's again
            case "undo":
                self.undone = self.draft.undo() or self.undone
            case "wait":
                self.timers.advance(value)
            case _:
                pass
        await self.draft.settle()

    async def other(self, edit: Callable[[Text], TextOp]) -> None:
        self.shelf.text.write_as("other")
        edit(self.shelf.text)
        await self.draft.look()

    async def end(self) -> None:
        """Nobody types any more, and all that is on its way arrives."""
        for _turn in range(60):
            for what in ("send", "down", "draw", "up", "up", "up"):
                await self.step(what)
            await self.step("wait", 0.5)
        await self.draft.look()
        await self.draft.flush()


async def lived(steps: list[tuple[Any, ...]], *, phone: bool) -> World:
    world = World(phone=phone)
    await world.begin()
    for step in steps:
        await world.step(*step)
    await world.end()
    return world


def steps(words: str) -> list[tuple[Any, ...]]:
    """What happens, by names; "other" writes in front of all."""
    values = {"other": (0.0,), "wait": (3.0,)}
    return [(word, *values.get(word, ())) for word in words.split()]


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.lists(STEPS, max_size=60), st.booleans())
# Before the new text is sent, before it arrives, between its arrival and its frame, and right after that.
@example(steps("other send key down draw up up key"), False)
@example(steps("other key up send down draw up up key"), False)
@example(steps("other send down key draw up up wait key"), False)
@example(steps("other send down draw key up up key"), False)
@example(steps("other send down draw key up up key"), True)
def test_every_key_is_there_in_the_end_and_all_see_the_same(what: list[tuple[Any, ...]], phone: bool) -> None:
    world = asyncio.run(lived(what, phone=phone))
    body = str(world.shelf.text)
    assert world.field.text == world.draft.body == body
    if not (world.undone and world.crossed):
        assert len(set(body)) == len(body), "nothing is there twice"
    if not world.undone and not world.crossed:
        assert set(body) == set(world.typed) - world.gone
    elif not world.undone:  # a deletion may be the same report for two texts, and take one sign for the other, or none
        assert len(body) >= len(set(world.typed) - world.gone)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(
    st.lists(STEPS.filter(lambda step: step[0] in {"key", "other", "send", "down", "draw", "up", "wait"}), max_size=60)
)
# The field shows a text without the key that crossed it, and its cursor before where that key was; or all of them, and
# its cursor before them.
@example(steps("other send key down draw up up key"))
@example(steps("other send down key key draw up up up key"))
@example(steps("key key other up key up key key send down key draw up up key"))
def test_who_types_on_finds_the_word_in_one_piece(what: list[tuple[Any, ...]]) -> None:
    world = asyncio.run(lived(what, phone=False))
    body = str(world.shelf.text)
    mine = [body.index(sign) for sign in world.typed if sign in WORD]
    assert mine == sorted(mine)
