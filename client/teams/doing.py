"""What a member does in a team. Each call is one transaction on this device; without a line it arrives later."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date

from client.files import Files
from client.mistakes.capture.pictures import WHOLE, cut_out, read_page
from client.store import Store, Writing
from client.teams.errors import TeamError
from client.teams.tables import TeamTaskRow
from client.teams.talking import fit
from client.texts import _
from client.timer.minutes import seconds_by_day
from sync.catalogue import CHECKIN, CHEER, TEAM_TASK
from sync.clock import to_text
from sync.files import named_in, reference
from sync.ids import stable_id

WORDS, TITLE = 200, 60


class Doing:
    """Check in, cheer, tasks of the day."""

    def __init__(
        self, store: Store, files: Files, today: Callable[[], date], weak: Callable[[], Awaitable[list[str]]]
    ) -> None:
        """`today`: the date where this device is; `weak`: the knowledge points that this person finds hard."""
        self._store = store
        self._files = files
        self._today = today
        self._weak = weak

    async def check_in(self, team: str, words: str, picture: bytes = b"") -> None:
        """Say that one has studied today, with the minutes of it; once a day, on however many devices.

        A picture is written anew, so that nothing stays that a camera noted beside it, and is on this device before
        the check-in names it.

        Raises TeamError for words that may not be said, FileError, and NotAPictureError for what is none.
        """
        words, file = fit(words), ""
        if picture:
            page = await asyncio.to_thread(read_page, picture)
            small = await asyncio.to_thread(cut_out, page, WHOLE)
            file = reference(await self._files.put(small, team))
        day, me, weak = self._today(), self._me, await self._weak()

        def command(w: Writing) -> None:
            w.into(team)
            minutes = seconds_by_day(w.session).get(day, 0) // 60
            w.add(
                CHECKIN, id=stable_id("checkin", team, me, day.isoformat()), who=me, day=day.isoformat(),
                words=words[:WORDS], minutes=minutes, at_utc=to_text(w.clock.now_utc()),
                weak=weak, picture=file,
            )  # fmt: skip

        await self._store.write(command)

    async def picture(self, team: str, file: str) -> bytes:
        """The picture of a check-in; it is brought from the server when it is not here. Raises FileError."""
        [sha256] = named_in(file)
        path = await self._files.fetch(sha256, team)
        return await asyncio.to_thread(path.read_bytes)

    async def cheer(self, team: str, phrase: str, checkin_id: str = "") -> None:
        """Say one of `client.teams.phrases` to a check-in or to the team; the same to the same counts once a day."""
        day, me = self._today().isoformat(), self._me

        def command(w: Writing) -> None:
            w.into(team)
            event_id = stable_id("cheer", team, me, day, checkin_id, phrase)
            at_utc = to_text(w.clock.now_utc())
            w.add(CHEER, id=event_id, who=me, day=day, checkin_id=checkin_id, phrase=phrase, at_utc=at_utc)

        await self._store.write(command)

    async def add_task(self, team: str, title: str) -> str:
        """Something for today; its id. Raises TeamError without a title."""
        title = fit(title)[:TITLE]
        if not title:
            raise TeamError(_("写一句今天要一起做的事。"))
        day, me = self._today().isoformat(), self._me

        def command(w: Writing) -> str:
            w.into(team)
            task = w.new_id()
            created_utc = to_text(w.clock.now_utc())
            w.save(TEAM_TASK, task, title=title, day=day, made_by=me, created_utc=created_utc)
            return task

        return await self._store.write(command)

    async def tick(self, task: str, *, done: bool) -> None:
        """Say that one has done it, or not yet; what others have said stays."""
        me = self._me

        def command(w: Writing) -> None:
            row = w.session.get(TeamTaskRow, task)
            if row is not None:
                others = [who for who in row.done if who != me]
                w.save(TEAM_TASK, task, done=[*others, me] if done else others)

        await self._store.write(command)

    async def drop_task(self, task: str) -> None:
        """Put it into the trash."""
        await self._store.write(lambda w: w.delete(TEAM_TASK, task))

    async def restore_task(self, task: str) -> None:
        """Take it out of the trash."""
        await self._store.write(lambda w: w.restore(TEAM_TASK, task))

    @property
    def _me(self) -> str:
        return self._store.standing.device.account_id
