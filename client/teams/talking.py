"""`Talking`: what members of fourteen and over say to their team."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from sqlmodel import Session, col, select

from client.store import Store, Writing
from client.teams.errors import TeamError
from client.teams.tables import ChatEvent
from client.teams.wordlist import is_fit, masked
from client.texts import _
from sync.catalogue import CHAT
from sync.clock import to_text

LONGEST = 300
SHOWN = 100


class Said(NamedTuple):
    """Something that was said; `words` with stars for what may not be."""

    id: str
    who: str
    words: str
    at_utc: str


def fit(words: str) -> str:
    """What is to be said, without blanks around it. Raises TeamError for what may not be said."""
    words = words.replace("\0", "").strip()
    if not is_fit(words):
        raise TeamError(_("这句话里有伤人的词或联系方式，没有发出去，还在这里。换个说法再发。"))
    return words


class Talking:
    """A team's talk on this device; without a line it arrives later."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def latest(self, team: str, blocked: Collection[str]) -> list[Said]:
        """The latest that was said, the oldest first, without what those who are blocked have said."""

        def query(session: Session) -> list[Said]:
            rows = session.exec(
                select(ChatEvent)
                .where(ChatEvent.space_id == team, col(ChatEvent.who).not_in(blocked))
                .order_by(col(ChatEvent.at_utc).desc(), col(ChatEvent.id).desc())
                .limit(SHOWN)
            )
            return [Said(row.id, row.who, masked(row.words), row.at_utc) for row in rows][::-1]

        return await self._store.read(query)

    async def say(self, team: str, words: str) -> None:
        """Say something. Raises TeamError for nothing, and for what may not be said."""
        words = fit(words)[:LONGEST]
        if not words:
            raise TeamError(_("写一句再发。"))
        me = self._store.standing.device.account_id

        def command(w: Writing) -> None:
            w.into(team)
            w.add(CHAT, who=me, words=words, at_utc=to_text(w.clock.now_utc()))

        await self._store.write(command)
