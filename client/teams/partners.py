"""Looking for a partner: the wish is kept here first and waits on the server, over lost lines and restarts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from pydantic import ValidationError

from client.teams.errors import TeamError, sentence_of
from client.teams.meeting import Meeting
from client.texts import told
from sync.errors import Refused, SyncError
from sync.spaces import NEEDS_PARENT
from sync.teams import GOALS, TAGS, MatchAnswer, MatchState, Suggestion, Wish

MATCH = "teams.match"
"""Setting of this device: the wish, whether the server has it, how it stood last."""

TAG_KEYS, GOAL_KEYS = TAGS, GOALS
"""What one may choose of."""
Suggested = Suggestion
"""A partner, as the server suggests it."""

INTENT = "match"
"""What a child's request for consent is about, as an intent's id."""


@dataclass(frozen=True)
class Looking:
    """How it stands: `wish` None for somebody who does not look. `refused` is a sentence; `needs_parent` says why."""

    wish: Wish | None = None
    sent: bool = True
    suggestion: Suggestion | None = None
    team: str = ""
    refused: str = ""
    needs_parent: bool = False


class Partners(Meeting):
    """What somebody wants is kept and then sent; while there is a wish, it is seen to every minute."""

    async def state(self) -> Looking:
        """How it stood last."""
        kept: dict[str, Any] = await self._store.setting(MATCH, {})
        try:
            wish = Wish.model_validate(kept["wish"]) if kept.get("wish") else None
            known = MatchState.model_validate(kept.get("state") or {})
        except ValidationError:
            return Looking()
        refused, needs_parent = told(str(kept.get("refused", ""))), bool(kept.get("needs_parent"))
        suggestion = known.suggestion if wish else None
        return Looking(wish, bool(kept.get("sent")), suggestion, known.team, refused, needs_parent)

    async def look_for(self, wish: Wish) -> None:
        """Look for a partner from now on; sent when there is a line."""
        await self._keep(wish=wish.model_dump(), sent=False, state={}, refused="", needs_parent=False)
        await self.see_to_it()

    async def stop(self) -> None:
        """Do not look any more."""
        await self._keep(wish=None, sent=False, state={}, refused="", needs_parent=False)
        await self.see_to_it()

    async def answer(self, *, agrees: bool, block: bool = False) -> None:
        """Say yes or no to the suggestion. Raises TeamError."""
        looking = await self.state()
        if looking.suggestion is None:
            return
        try:
            state = await self._line.answer(looking.suggestion.id, MatchAnswer(agrees=agrees, block=block))
        except SyncError as error:
            if isinstance(error, Refused):
                await self.see_to_it()  # it was taken back: there may be another one
            raise TeamError(sentence_of(error)) from error
        await self._take(state)

    async def ring(self) -> None:
        """Called every minute."""
        kept: dict[str, Any] = await self._store.setting(MATCH, {})
        if kept and (kept.get("wish") or not kept.get("sent")):
            await self.see_to_it()

    async def see_to_it(self) -> None:
        """Send what is not sent, or ask how it stands; without a line it waits for the next minute."""
        if not self._signed_in():
            return
        async with self._one_at_a_time:
            looking = await self.state()
            try:
                if looking.wish is None and not looking.sent:
                    await self._line.stop_looking()
                    await self._keep(sent=True)
                elif looking.wish is not None:
                    state = await (self._line.match() if looking.sent else self._line.look_for(looking.wish))
                    await self._take(state)
            except Refused as error:
                needs_parent = error.code == NEEDS_PARENT
                if needs_parent:
                    await self._consent.ask(INTENT, "")
                await self._keep(refused=error.message or error.sentence, needs_parent=needs_parent)
            except SyncError:
                return

    async def _take(self, state: MatchState) -> None:
        if state.team and not state.waiting:
            await self._keep(wish=None, sent=True, state=state.model_dump(), refused="", needs_parent=False)
            self._joined()
        else:
            await self._keep(sent=True, state=state.model_dump(), refused="", needs_parent=False)

    async def _keep(self, **changed: Any) -> None:
        kept: dict[str, Any] = await self._store.setting(MATCH, {})
        if any(kept.get(name) != value for name, value in changed.items()):
            await self._store.set_setting(MATCH, {**kept, **changed})


def wish_of(grade: int, tags: Sequence[str], goals: Sequence[str], hours: Sequence[int], region: str) -> Wish:
    """A wish; `hours` in UTC."""
    return Wish(grade=grade, tags=list(tags), goals=list(goals), hours=list(hours), region=region.strip()[:16])


def to_utc(hours: Sequence[int], here: datetime) -> list[int]:
    """Hours of the day, as hours in UTC; `here` is now, on the clocks of where this device is."""
    return sorted({(hour - _offset(here)) % 24 for hour in hours})


def from_utc(hour: int, here: datetime) -> int:
    """An hour in UTC on the clocks of `here`."""
    return (hour + _offset(here)) % 24


def _offset(here: datetime) -> int:
    """Whole hours that those clocks are ahead of UTC."""
    return round((here.utcoffset() or timedelta()) / timedelta(hours=1))
