"""`FeedbackBox`: what a person has told, and what became of it."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from sqlmodel import Session, col, select

from client.feedback.tables import FeedbackAnswerRow, FeedbackRow
from client.files import Files
from client.store import Store, Writing
from client.store.tables import Outbox
from client.texts import _
from client.version import VERSION
from sync.catalogue import FEEDBACK
from sync.clock import from_text, to_text
from sync.files import named_in, reference
from sync.ids import stable_id

Stage = Literal["kept", "received", "planned", "done"]
"""On this device alone, at the server, or as somebody there has said."""

WORDS_MAX = 4_000
RECORDS = frozenset({"feedback", "feedback_answer", "outbox"})
"""What changes it."""

_SAID: dict[str, Stage] = {"received": "received", "planned": "planned", "done": "done"}


class FeedbackError(Exception):
    """`sentence` says what is wrong, and what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True)
class Feedback:
    """One thing that was told; `pictures` are SHA-256, `answer` is "" until there is one."""

    id: str
    words: str
    pictures: tuple[str, ...]
    sent: datetime
    stage: Stage
    answer: str = ""


class FeedbackBox:
    """Tell, list, take back. Each call is one transaction on this device; sync does the rest."""

    def __init__(self, store: Store, files: Files) -> None:
        self._store = store
        self._files = files

    async def tell(self, words: str, pictures: Sequence[bytes | Path] = ()) -> str:
        """Keep it, to be sent; its id. Raises `FeedbackError`, `client.files.FileError`."""
        words = words.strip()
        if not words:
            raise FeedbackError(_("先写几句话，再发送。"))
        if len(words) > WORDS_MAX:
            raise FeedbackError(_("最多 {n} 个字，请分成两条。").format(n=WORDS_MAX))
        files = [reference(await self._files.put(picture)) for picture in pictures]

        def command(w: Writing) -> str:
            key, now = w.new_id(), to_text(w.clock.now_utc())
            w.save(FEEDBACK, key, words=words, pictures=files, version=VERSION, system=sys.platform, sent_utc=now)
            return key

        return await self._store.write(command)

    async def take_back(self, feedback_id: str) -> None:
        """It was not meant so: away with it, also at the server."""
        await self._store.write(lambda w: w.delete(FEEDBACK, feedback_id))

    async def restore(self, feedback_id: str) -> None:
        """It was meant so after all."""
        await self._store.write(lambda w: w.restore(FEEDBACK, feedback_id))

    async def all(self) -> list[Feedback]:
        """The latest first."""
        return await self._store.read(_read)

    async def picture(self, sha256: str) -> bytes:
        """A picture of it. Raises `client.files.FileError`."""
        path = await self._files.fetch(sha256)
        return await asyncio.to_thread(path.read_bytes)


def _read(session: Session) -> list[Feedback]:
    rows = session.exec(select(FeedbackRow).where(~col(FeedbackRow.deleted)).order_by(col(FeedbackRow.sent_utc).desc()))
    answers = {row.id: row for row in session.exec(select(FeedbackAnswerRow)).all()}
    waiting = set(session.exec(select(Outbox.record_id).where(Outbox.type == FEEDBACK.name)).all())
    found: list[Feedback] = []
    for row in rows.all():
        answer = answers.get(stable_id("feedback_answer", row.id))
        here: Stage = "kept" if row.id in waiting or not row.space_id else "received"
        stage = _SAID.get(answer.state, here) if answer else here
        pictures = tuple(sha for text in row.pictures for sha in named_in(str(text)))
        said = answer.answer if answer else ""
        found.append(Feedback(row.id, row.words, pictures, _moment(row.sent_utc), stage, said))
    return found


def _moment(text: str) -> datetime:
    """What a newer version or somebody else wrote may be anything."""
    try:
        return from_text(text)
    except ValueError:
        return datetime.fromtimestamp(0, UTC)
