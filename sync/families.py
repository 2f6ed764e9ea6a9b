"""What goes over the line about families, beside their records: keys for offline codes, and links for teachers.

GET    /v1/spaces/{id}/children/{child}/code-key   CodeKey: for the child itself and the family's parents
POST   /v1/spaces/{id}/links                       NewLink → 201 Link: a parent shows a week to a teacher
GET    /v1/spaces/{id}/links                       LinkList: those that are still good, for parents
DELETE /v1/spaces/{id}/links/{link}                204: it leads nowhere from now on
GET    /w/{token}                                  the week as a page, for whoever has the link, until it ends
GET    /j/{code}                                   a page that says how to join with a code, and nothing of the family

A link shows what the parent saw when making it, and nothing that comes later.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from sync.wire import Message

LINK_MAX_S = 30 * 86_400
LINKS_LIMIT = 20
"""A family has no more links than that at a time."""

Words = Annotated[str, Field(max_length=80)]
Seconds = Annotated[int, Field(ge=0, le=7 * 86_400)]
Count = Annotated[int, Field(ge=0, le=100_000)]


class CodeKey(Message):
    """The key in hex; the same each time."""

    key: str


class WeekDay(Message):
    """A day of the week: its name as people read it, seconds studied."""

    name: Words
    seconds: Seconds


class Share(Message):
    """How much of the week went into a subject or an activity."""

    name: Words
    seconds: Seconds


class WeekSummary(Message):
    """A child's week as parents and teachers read it: numbers, titles of lessons, names of points; nothing written."""

    child: Words
    title: Words
    days: list[WeekDay] = Field(max_length=7)
    subjects: list[Share] = Field(default=[], max_length=20)
    activities: list[Share] = Field(default=[], max_length=20)
    answered: Count = 0
    correct: Count = 0
    reviewed: Count = 0
    streak: Count = 0
    learned: list[Words] = Field(default=[], max_length=60)
    weak: list[Words] = Field(default=[], max_length=20)


class NewLink(Message):
    """What a teacher is to see, for how many seconds."""

    summary: WeekSummary
    valid_s: int = Field(default=7 * 86_400, ge=3_600, le=LINK_MAX_S)


class Link(Message):
    """`path` begins with a slash; whoever has it sees the week until `expires_utc`. It is told once."""

    id: str
    title: str
    expires_utc: str
    path: str = ""


class LinkList(Message):
    """The links that are still good."""

    links: list[Link]
