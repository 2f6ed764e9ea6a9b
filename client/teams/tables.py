"""The rows of a team's space, and what this device is about to join. `who` and `child` are accounts' ids."""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy import JSON, Column
from sqlmodel import Field

from client.store import EventRow, SyncedRow
from client.store.tables import Row
from sync.catalogue import CHAT, CHECKIN, CHEER, FOCUS, QUEST_DONE, TEAM_CONSENT, TEAM_REQUEST, TEAM_TASK, TEAM_WELCOME
from sync.clock import NEVER
from sync.records import RecordType


class CheckinEvent(EventRow, table=True):
    """A member has studied today."""

    __tablename__ = "checkin"  # pyright: ignore[reportAssignmentType]  # SQLModel types it as a declared attribute
    __record__: ClassVar[RecordType] = CHECKIN

    who: str = ""
    day: str = Field(default="", index=True)
    words: str = ""
    minutes: int = 0
    at_utc: str = NEVER
    weak: list[Any] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    picture: str = ""


class QuestDoneEvent(EventRow, table=True):
    """A member has done the team's quest of a day."""

    __tablename__ = "quest_done"  # pyright: ignore[reportAssignmentType]
    __record__: ClassVar[RecordType] = QUEST_DONE

    who: str = ""
    day: str = Field(default="", index=True)
    point_id: str = ""
    right: int = 0
    asked: int = 0
    at_utc: str = NEVER


class TeamWelcomeEvent(EventRow, table=True):
    """A member came by an invitation."""

    __tablename__ = "team_welcome"  # pyright: ignore[reportAssignmentType]
    __record__: ClassVar[RecordType] = TEAM_WELCOME

    who: str = ""
    day: str = ""
    at_utc: str = NEVER


class FocusEvent(EventRow, table=True):
    """A member begins a time of quiet work."""

    __tablename__ = "focus"  # pyright: ignore[reportAssignmentType]
    __record__: ClassVar[RecordType] = FOCUS

    who: str = ""
    started_utc: str = Field(default="", index=True)
    minutes: int = 0


class ChatEvent(EventRow, table=True):
    """A member says something to its team."""

    __tablename__ = "chat"  # pyright: ignore[reportAssignmentType]
    __record__: ClassVar[RecordType] = CHAT

    who: str = ""
    words: str = ""
    at_utc: str = Field(default="", index=True)


class CheerEvent(EventRow, table=True):
    """A member cheers another's check-in, or the team."""

    __tablename__ = "cheer"  # pyright: ignore[reportAssignmentType]
    __record__: ClassVar[RecordType] = CHEER

    who: str = ""
    day: str = Field(default="", index=True)
    checkin_id: str = ""
    phrase: str = ""
    at_utc: str = NEVER


class TeamTaskRow(SyncedRow, table=True):
    """Something that a team wants to do on a day; `done` are the accounts that have."""

    __tablename__ = "team_task"  # pyright: ignore[reportAssignmentType]
    __record__: ClassVar[RecordType] = TEAM_TASK

    title: str = ""
    day: str = Field(default="", index=True)
    made_by: str = ""
    created_utc: str = NEVER
    done: list[Any] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))


class TeamRequestEvent(EventRow, table=True):
    """A child asks whether it may be in a team."""

    __tablename__ = "team_request"  # pyright: ignore[reportAssignmentType]
    __record__: ClassVar[RecordType] = TEAM_REQUEST

    child: str = ""
    name: str = ""
    asked_utc: str = NEVER


class TeamConsentRow(SyncedRow, table=True):
    """A parent's answer to a request."""

    __tablename__ = "team_consent"  # pyright: ignore[reportAssignmentType]
    __record__: ClassVar[RecordType] = TEAM_CONSENT

    child: str = ""
    agrees: bool = False
    request_id: str = ""
    given_utc: str = NEVER


class IntentRow(Row, table=True):
    """What this device wants to join (`code`) or make (`name`); not synced, gone once it is done.

    `state`: "waiting" for an answer, "parent" for a parent's consent, "refused" with the `reason` in a sentence.
    """

    __tablename__ = "team_intent"  # pyright: ignore[reportAssignmentType]

    request_id: str = Field(primary_key=True)
    code: str = ""
    name: str = ""
    state: str = "waiting"
    reason: str = ""
    asked_utc: str = NEVER
