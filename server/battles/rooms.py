"""All battles of this process: found by id and code, each with a clock of its own, forgotten a while after the end."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from server.battles.room import ENDED, OPEN, Room
from server.battles.rules import Tempo
from server.errors import NoSuchBattle, TooMany
from sync.battles import STREAMS_MAX, NewBattle
from sync.clock import Clock
from sync.ids import Random, new_id
from sync.spaces import CODE_LENGTH, CODE_LETTERS
from sync.texts import _

KEPT_S = {OPEN: 3_600.0, ENDED: 1_800.0}
"""So long a battle that nobody begins is kept, and one that has ended, for those who come back late."""
IN_A_SPACE = 8
"""Battles that are open or running in one space at a time."""


class Rooms:
    """Make it on the running event loop, and use it there only, but for what says otherwise."""

    def __init__(
        self, clock: Clock, random: Random, tempo: Tempo, on_move: Callable[[str], object] = lambda space_id: None
    ) -> None:
        """`on_move` is told the space in which battles, or their players, are others now."""
        self._loop = asyncio.get_running_loop()
        self._clock = clock
        self._random = random
        self._tempo = tempo
        self._on_move = on_move
        self._rooms: dict[str, Room] = {}
        self._made: dict[tuple[str, str], str] = {}  # (account, request) → battle
        self._news: dict[str, asyncio.Event] = {}
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._told: dict[str, tuple[str, tuple[str, ...]]] = {}  # battle → its state and players, as told last
        self._streams: dict[tuple[str, str], list[object]] = {}  # (battle, device) → its streams, the oldest first
        self.closed = False

    def now_s(self) -> float:
        """The time by which battles go."""
        return self._clock.monotonic_s()

    def make(self, account_id: str, name: str, asked: NewBattle) -> Room:
        """A battle with its maker in it; the same for the same request. Raises TooMany."""
        self._forget()
        made = self._rooms.get(self._made.get((account_id, asked.request_id), ""))
        if made is not None:
            return made
        if len(self.of_space(asked.space)) >= IN_A_SPACE:
            raise TooMany(_("这里同时开的大作战太多了，先打完一场。"))
        battle_id = new_id(self._clock, self._random)
        room = Room(battle_id, self._free_code(), account_id, asked, self._tempo, self.now_s())
        self._rooms[battle_id] = room
        self._made[account_id, asked.request_id] = battle_id
        room.join(account_id, name, self.now_s())
        self._tell(room)
        return room

    def get(self, battle_id: str) -> Room:
        """Raises NoSuchBattle."""
        room = self._rooms.get(battle_id)
        if room is None:
            raise NoSuchBattle
        return room

    def of_player(self, battle_id: str, account_id: str) -> Room:
        """The battle, for one who is in it. Raises NoSuchBattle, for others as well."""
        room = self.get(battle_id)
        if account_id not in room.players:
            raise NoSuchBattle
        return room

    def by_code(self, typed: str) -> Room | None:
        """The battle that a code as typed leads to, unless it has ended."""
        letters = "".join(sign for sign in typed.upper() if sign in CODE_LETTERS)
        return next((room for room in self._rooms.values() if room.code == letters and room.state != ENDED), None)

    def of_space(self, space_id: str) -> list[Room]:
        """Those of a space that have not ended, the latest first."""
        found = [room for room in self._rooms.values() if room.space == space_id and room.state != ENDED]
        return sorted(found, key=lambda room: room.id, reverse=True)

    def forget_account(self, account_id: str) -> None:
        """From any thread: the account is deleted; its name is in no battle any more, nor in one that has ended."""
        self._loop.call_soon_threadsafe(self._forget_account, account_id)

    def _forget_account(self, account_id: str) -> None:
        self._made = {asked: battle for asked, battle in self._made.items() if asked[0] != account_id}
        for room in self._rooms.values():
            if room.forget(account_id, self.now_s()):
                self._told.pop(room.id, None)  # the names on its card are others
                self.moved(room)

    def moved(self, room: Room) -> None:
        """Something has happened in it: its streams wake, and its clock is set anew."""
        self.news(room).set()
        self._news[room.id] = asyncio.Event()
        self._tell(room)
        if room.due_s() is not None and room.id not in self._tasks and not self.closed:
            task = asyncio.get_running_loop().create_task(self._keep_time(room), name="battle")
            self._tasks[room.id] = task
            task.add_done_callback(lambda _done: self._tasks.pop(room.id, None))

    def _tell(self, room: Room) -> None:
        seen = room.state, tuple(room.players)
        if self._told.get(room.id) != seen:
            self._told[room.id] = seen
            self._on_move(room.space)

    def news(self, room: Room) -> asyncio.Event:
        """Is set as soon as something more happens in the room. Take it before looking at the log."""
        return self._news.setdefault(room.id, asyncio.Event())

    def begin_stream(self, room: Room, device_id: str) -> object:
        """A device listens; it may have `STREAMS_MAX` at a time, since it cannot tell a slow one from a dead one."""
        mine, streams = object(), self._streams.setdefault((room.id, device_id), [])
        streams.append(mine)
        if len(streams) > STREAMS_MAX:
            del streams[0]
            self.moved(room)  # which wakes it, so that it ends
        return mine

    def goes_on(self, room: Room, device_id: str, stream: object) -> bool:
        """Whether that stream is to go on."""
        return not self.closed and stream in self._streams.get((room.id, device_id), ())

    def end_stream(self, room: Room, device_id: str, stream: object) -> None:
        """Its connection is gone."""
        streams = self._streams.get((room.id, device_id), [])
        if stream in streams:
            streams.remove(stream)
        if not streams:
            self._streams.pop((room.id, device_id), None)

    def close(self) -> None:
        """The server stops: all streams end, and every one that still comes."""
        self.closed = True
        for task in self._tasks.values():
            task.cancel()
        for news in self._news.values():
            news.set()

    async def _keep_time(self, room: Room) -> None:
        while (due := room.due_s()) is not None:
            news, left_s = self.news(room), due - self.now_s()
            if left_s <= 0:
                room.tick(self.now_s())
                self.moved(room)
                continue
            try:
                async with asyncio.timeout(left_s):
                    await news.wait()
            except TimeoutError:
                pass

    def _free_code(self) -> str:
        while True:
            code = "".join(
                CODE_LETTERS[int(self._random.uniform(0, len(CODE_LETTERS))) % len(CODE_LETTERS)]
                for _place in range(CODE_LENGTH)
            )
            if self.by_code(code) is None:
                return code

    def _forget(self) -> None:
        now = self.now_s()
        for room in [one for one in self._rooms.values() if now - one.touched_s > KEPT_S.get(one.state, now)]:
            del self._rooms[room.id]
            self._told.pop(room.id, None)
            self._on_move(room.space)
            self._news.pop(room.id, asyncio.Event()).set()
        self._made = {asked: battle for asked, battle in self._made.items() if battle in self._rooms}
