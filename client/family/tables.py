"""The rows of a family space. `child` is an account's id in all of them."""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy import JSON, Column
from sqlmodel import Field

from client.store import EventRow, SyncedRow
from sync.catalogue import ALERT, CHILD, CHILD_CLOCK, DAY_SUMMARY, GRANT, LIMITS, REQUEST
from sync.clock import NEVER
from sync.records import RecordType


class LimitsRow(SyncedRow, table=True):
    """What was agreed on for a child; read with `client.timer.Limits.of`."""

    __tablename__ = "limits"  # pyright: ignore[reportAssignmentType]  # SQLModel types it as a declared attribute
    __record__: ClassVar[RecordType] = LIMITS

    child: str = ""
    minutes: list[Any] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    closed_from: str = ""
    closed_until: str = ""
    rest_after_min: int = 0
    exempt: list[Any] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    caps_min: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    zone: str = ""
    first_device: str = ""
    changed_utc: str = NEVER


class RequestEvent(EventRow, table=True):
    """A child asks for more."""

    __tablename__ = "request"  # pyright: ignore[reportAssignmentType]
    __record__: ClassVar[RecordType] = REQUEST

    child: str = ""
    day: str = ""
    minutes: int = 0
    reason: str = ""
    asked_utc: str = NEVER


class GrantEvent(EventRow, table=True):
    """A parent gives more, or answers that it is not today."""

    __tablename__ = "grant_event"  # pyright: ignore[reportAssignmentType]  # GRANT is a word of SQL
    __record__: ClassVar[RecordType] = GRANT

    child: str = ""
    day: str = ""
    seconds: int = 0
    request_id: str = ""
    words: str = ""
    given_utc: str = NEVER


class ChildRow(SyncedRow, table=True):
    """Who a child is."""

    __tablename__ = "child"  # pyright: ignore[reportAssignmentType]
    __record__: ClassVar[RecordType] = CHILD

    child: str = ""
    name: str = ""
    grade: int = 0
    goal_min: int = 0
    zone: str = ""


class DaySummaryRow(SyncedRow, table=True):
    """A child's day. `cap_s` -1: no limit. `learned`, `weak`: words for people."""

    __tablename__ = "day_summary"  # pyright: ignore[reportAssignmentType]
    __record__: ClassVar[RecordType] = DAY_SUMMARY

    child: str = ""
    day: str = Field(default="", index=True)
    used_s: int = 0
    exempt_s: int = 0
    cap_s: int = -1
    by_activity: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    by_subject: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    answered: int = 0
    correct: int = 0
    reviewed: int = 0
    learned: list[Any] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    weak: list[Any] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    streak: int = 0
    goal_min: int = 0
    told_utc: str = ""


class ChildClockRow(SyncedRow, table=True):
    """A device of a child."""

    __tablename__ = "child_clock"  # pyright: ignore[reportAssignmentType]
    __record__: ClassVar[RecordType] = CHILD_CLOCK

    child: str = ""
    device: str = ""
    name: str = ""
    since_utc: str = ""
    seen_utc: str = ""
    zone: str = ""
    obeys: str = ""


class AlertEvent(EventRow, table=True):
    """Something that a child's study clock noticed."""

    __tablename__ = "alert"  # pyright: ignore[reportAssignmentType]
    __record__: ClassVar[RecordType] = ALERT

    child: str = ""
    device: str = ""
    what: str = ""
    more: str = ""
    at_utc: str = NEVER
