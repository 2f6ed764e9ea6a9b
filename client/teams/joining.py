"""Carries intents out: whoever joins sees it at once, and a bad network only makes it take longer."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Any

from client.api.spaces import Spaces
from client.store import Store
from client.teams.answered import BACKOFF, until_answered
from client.teams.consent import Consent
from client.teams.errors import TeamError
from client.teams.intents import PARENT, REFUSED, Intent, Intents, code_in
from client.texts import _, fill
from sync.backoff import Backoff
from sync.ending import end
from sync.errors import Refused, SyncError, Unauthorized
from sync.spaces import NEEDS_PARENT, Join, NewSpace
from sync.wire import Space

log = logging.getLogger("xueban.teams")

NAME_LENGTH = 20


class Joining:
    """Joins teams and makes them. What is wanted is in the store before anything is sent, and survives a restart."""

    def __init__(
        self,
        store: Store,
        line: Spaces,
        consent: Consent,
        signed_in: Callable[[], bool],
        joined: Callable[[], object],
        backoff: Backoff | None = None,
    ) -> None:
        """`signed_in`: before that, intents wait. `joined`: a team is new here; sync asks for its records."""
        self._store = store
        self._line = line
        self._consent = consent
        self._signed_in = signed_in
        self._joined = joined
        self._backoff = backoff or BACKOFF
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._wakes: dict[str, asyncio.Event] = {}
        self._looking = set[asyncio.Task[None]]()
        self._stop: Callable[[], None] | None = None
        self.intents = Intents(store)

    async def start(self) -> None:
        """Go on with what was wanted before."""
        self._stop = self._store.watch(lambda _changes: self.wake(), {"team_consent", "space"})
        await self._resume()

    async def close(self) -> None:
        """Stop; what is not done goes on the next time."""
        if self._stop:
            self._stop()
        await end(*self._looking, *self._tasks.values())

    def wake(self) -> None:
        """Somebody has signed in, there is a line again, a parent has answered: try now rather than later."""
        for event in self._wakes.values():
            event.set()
        task = asyncio.get_running_loop().create_task(self._resume())
        self._looking.add(task)
        task.add_done_callback(self._looking.discard)

    async def join(self, typed: str) -> str:
        """Join the team that a code or a link leads to; the intent's id. Raises TeamError when it is not a code."""
        code = code_in(typed)
        if not code:
            raise TeamError(_("邀请码是六个字母，请核对一下。"))
        return await self._want(await self.intents.keep(code=code))

    async def found(self, name: str) -> str:
        """Make a team; the intent's id. Raises TeamError without a name."""
        name = name.replace("\0", "").strip()[:NAME_LENGTH]
        if not name:
            raise TeamError(_("给小组起个名字吧。"))
        return await self._want(await self.intents.keep(name=name))

    async def drop(self, request_id: str) -> None:
        """It is not wanted any more. Where the server has carried it out already, the team comes with the next sync."""
        await end(self._tasks.pop(request_id, None))
        await self.intents.drop(request_id)

    async def _want(self, intent: Intent) -> str:
        self._begin(intent)
        return intent.request_id

    async def _resume(self) -> None:
        for intent in await self.intents.all():
            if intent.state != REFUSED:
                self._begin(intent)

    def _begin(self, intent: Intent) -> None:
        if self._signed_in() and intent.request_id not in self._tasks:
            task = asyncio.get_running_loop().create_task(self._carry_out(intent), name="joining")
            self._tasks[intent.request_id] = task
            task.add_done_callback(lambda done: self._over(intent.request_id, done))

    def _over(self, request_id: str, task: asyncio.Task[None]) -> None:
        if self._tasks.get(request_id) is task:
            del self._tasks[request_id]
        self._wakes.pop(request_id, None)
        if not task.cancelled() and (fault := task.exception()):
            log.error("joining a team failed", exc_info=fault)

    async def _carry_out(self, intent: Intent) -> None:
        if intent.state == PARENT and not await self._may_go_on(intent):
            return
        wake = self._wakes[intent.request_id] = asyncio.Event()
        try:
            space = await until_answered(self._asked(intent), self._store.random, self._backoff, wake=wake)
        except Unauthorized:
            return  # the intent waits until somebody signs in
        except Refused as error:
            if error.code != NEEDS_PARENT:
                await self.intents.note(intent.request_id, REFUSED, error.message or error.sentence)
                return
            await self.intents.note(intent.request_id, PARENT)
            await self._consent.ask(intent.request_id, intent.name)
        except SyncError as error:
            await self.intents.note(intent.request_id, REFUSED, fill(error.template, error.values))
        else:
            await self.intents.done(intent.request_id, space)
            self._joined()

    async def _may_go_on(self, intent: Intent) -> bool:
        """Whether a parent has agreed; else the family is asked, or what it said is noted."""
        answer = await self._consent.answer(intent.request_id)
        if answer is None:
            await self._consent.ask(intent.request_id, intent.name)
        elif not answer:
            await self.intents.note(intent.request_id, REFUSED, _("家长这次没有同意。和家长说说，再试一次。"))
        return bool(answer)

    def _asked(self, intent: Intent) -> Callable[[], Coroutine[Any, Any, Space]]:
        if intent.code:
            join = Join(request_id=intent.request_id, code=intent.code)
            return lambda: self._line.join(join)
        new = NewSpace(request_id=intent.request_id, kind="team", name=intent.name)
        return lambda: self._line.found(new)
