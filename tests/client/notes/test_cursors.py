"""Cursors in a note that several have open: told while it is open, followed through edits, and soon forgotten."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from client.bootstrap import Client
from client.notes import Note, Notes
from client.notes.cursors import ALONE_S, APART_S, SOON_S, Cursors, OwnCursor
from client.notes.drafts import Draft
from client.store import Store
from sync.cursors import GONE_S, Cursor, CursorTold
from sync.errors import Unreachable
from sync.text import Text
from tests.fakes.clock import FakeClock
from tests.fakes.family import PASSWORD, open_member, soon
from tests.fakes.server import running_server
from tests.fakes.store import open_store
from tests.fakes.teams import found_team, school
from tests.fakes.timers import Timers

BODY = "第一行\n第二行\n第三行"


class Line:
    """Takes what is told."""

    def __init__(self) -> None:
        self.told: list[Cursor] = []
        self.cut = False

    async def point(self, space: str, cursor: Cursor) -> None:
        assert space == "space"
        if self.cut:
            raise Unreachable("http://nowhere")
        self.told.append(cursor)


@pytest.fixture
async def store(tmp_path: Path):
    async with open_store(tmp_path) as store:
        await store.adopt("account", "here", "space")
        yield store


class Desk:
    """An open note, with its time standing still."""

    def __init__(self, store: Store, note: Note) -> None:
        self.time, self.line = Timers(), Line()
        self.online = True
        self.cursors = Cursors(
            store, self.line, lambda: "me", lambda: self.online, self.time.later, lambda: self.time.now_s
        )
        self.draft = Draft(Notes(store), note, later=Timers().later, now_s=lambda: 0.0)
        self.own = self.cursors.begin(self.draft)

    @classmethod
    async def open(cls, store: Store) -> Desk:
        notes = Notes(store)
        note = await notes.open(await notes.save(None, title="题", body=BODY))
        assert note
        return cls(store, note)

    async def passes(self, seconds: float) -> list[Cursor]:
        """What is told in so much time."""
        self.line.told.clear()
        self.time.advance(seconds)
        while self.cursors.tasks:
            await asyncio.wait(self.cursors.tasks)
        return self.line.told

    def hear(self, device: str = "afar", **more: object) -> None:
        about = {"note": self.draft.id, "space": "space", "account_id": "you", "device_id": device, "name": "小红"}
        self.cursors.heard(CursorTold.model_validate(about | more))


async def test_a_cursor_that_was_never_placed_is_not_told_of(store: Store) -> None:
    desk = await Desk.open(store)
    assert await desk.passes(60) == []
    desk.hear()
    assert await desk.passes(60) == []
    desk.own.end()
    assert await desk.passes(60) == []


async def test_moves_are_told_seldom_alone_and_oftener_in_company(store: Store) -> None:
    desk = await Desk.open(store)
    desk.draft.select(4, 4)
    desk.draft.select(5, 5)
    [told] = await desk.passes(SOON_S)
    assert desk.draft.place == (told.replica, told.counter), "the last of both"
    desk.draft.select(6, 6)
    assert await desk.passes(ALONE_S - 0.1) == []
    assert len(await desk.passes(0.1)) == 1
    desk.hear()
    await desk.passes(SOON_S)
    desk.draft.select(7, 7)
    assert len(await desk.passes(APART_S)) == 1
    desk.draft.select(7, 7)
    assert await desk.passes(60) == [], "it is where it was"
    for move in (
        lambda: desk.draft.go(1),
        lambda: desk.draft.type(body="零" + BODY),
        desk.draft.undo,
        lambda: desk.draft.select_in_field(5, 5),
    ):
        move()
        assert len(await desk.passes(60)) == 1


async def test_a_newcomer_is_answered_once(store: Store) -> None:
    desk = await Desk.open(store)
    desk.draft.select(4, 4)
    [told] = await desk.passes(SOON_S)
    desk.hear()
    assert await desk.passes(SOON_S) == [told]
    desk.hear(replica="x", counter=1)
    assert await desk.passes(60) == []


async def test_what_is_closed_is_told_of_and_without_a_line_nothing_is(store: Store) -> None:
    desk = await Desk.open(store)
    desk.draft.select(4, 4)
    await desk.passes(SOON_S)
    desk.line.cut = True
    desk.draft.select(5, 5)
    assert await desk.passes(ALONE_S) == []
    desk.line.cut, desk.online = False, False
    desk.draft.select(6, 6)
    assert await desk.passes(ALONE_S) == []
    desk.online = True
    desk.own.end()
    assert await desk.passes(0) == [Cursor(note=desk.draft.id, gone=True)]
    desk.draft.select(7, 7)
    assert await desk.passes(60) == []


async def test_of_a_note_that_nobody_could_have_nothing_is_told(store: Store) -> None:
    desk = Desk(store, Note("blank", "", "", text=Text()))
    desk.draft.select(0, 0)
    assert await desk.passes(60) == []


async def test_who_is_not_heard_of_any_more_is_not_shown(store: Store) -> None:
    desk = await Desk.open(store)
    news: list[str] = []
    desk.cursors.watch(news.append)
    desk.hear("one")
    desk.time.advance(GONE_S - 1)
    desk.hear("two", account_id="me", name="平板")
    assert [(other.name, other.own) for other in desk.cursors.others(desk.draft.id)] == [
        ("平板", True),
        ("小红", False),
    ]
    news.clear()
    desk.time.advance(1)
    assert [other.name for other in desk.cursors.others(desk.draft.id)] == ["平板"]
    assert news == [desk.draft.id], "so that the screen is drawn again"
    desk.hear("two", gone=True)
    assert desk.cursors.others(desk.draft.id) == []
    desk.hear("one", note="another")
    assert desk.cursors.others("another") == [], "it is not open here"
    desk.hear("one")
    desk.own.end()
    assert desk.cursors.others(desk.draft.id) == []


async def test_the_line_follows_what_is_written_above_and_one_that_is_not_here_yet_has_none(store: Store) -> None:
    desk = await Desk.open(store)
    desk.draft.select(6, 6)
    char = desk.draft.place
    assert desk.draft.line_of(char) == 2
    desk.draft.select(0, 0)
    assert desk.draft.place is None
    desk.draft.type(body="新的\n" + BODY)
    assert desk.draft.line_of(char) == 3
    desk.draft.type(body="")
    assert desk.draft.line_of(char) == 1, "its character is deleted, its place is not"
    assert desk.draft.line_of(None) == 1
    assert char
    assert desk.draft.line_of(char._replace(counter=999)) is None


async def opened(client: Client, note_id: str) -> tuple[Draft, OwnCursor]:
    note = await soon(lambda: client.notes.open(note_id))
    draft = Draft(client.notes, note, later=Timers().later, now_s=lambda: 0.0)
    return draft, client.cursors.begin(draft)


async def synced(*clients: Client) -> None:
    for client in clients:
        await soon(lambda client=client: client.sync.status.state == "synced")


async def test_two_devices_of_one_person_see_each_others_cursor(tmp_path: Path) -> None:
    async with AsyncExitStack() as stack:
        clock = FakeClock()
        server = stack.enter_context(running_server(tmp_path / "server.db", clock))
        laptop, phone = [
            await stack.enter_async_context(open_member(tmp_path / n, server.url, clock)) for n in ("a", "b")
        ]
        await laptop.account.register("小明", PASSWORD, "笔记本")
        await phone.account.sign_in("小明", PASSWORD, "手机")
        note_id = await laptop.notes.save(None, title="题", body=BODY)
        (here, own), (there, _) = await opened(laptop, note_id), await opened(phone, note_id)
        await synced(laptop, phone)
        here.select(5, 5)
        [other] = await soon(lambda: phone.cursors.others(note_id))
        assert (other.name, other.own, there.line_of(other.char)) == ("笔记本", True, 2)
        there.select(9, 9)
        [other] = await soon(lambda: laptop.cursors.others(note_id))
        assert (other.name, here.line_of(other.char)) == ("手机", 3)
        own.end()
        await soon(lambda: not phone.cursors.others(note_id))
        for client in (laptop, phone):
            assert client.sync.status.state == "synced", "the stream goes on"


async def test_members_see_each_other_by_name(tmp_path: Path) -> None:
    async with school(tmp_path, "小红", "小刚") as pupils:
        red, hard = pupils.people
        team = await found_team(red, hard)
        await synced(red, hard)
        mine = await red.notes.save(None, title="题", body=BODY)
        moved = await red.sharing.move(mine, team)
        assert moved
        (here, _), (there, _) = await opened(red, moved.now), await opened(hard, moved.now)
        await synced(red, hard)
        here.select(5, 5)
        [other] = await soon(lambda: hard.cursors.others(moved.now))
        assert (other.name, other.own, there.line_of(other.char)) == ("小红", False, 2)
