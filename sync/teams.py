"""What goes over the line about teams beside their records: who is there.

POST   /v1/presence    Beat → Presence: this member is there, and who else is in each of its teams

A member says once a minute that it is there; whoever looks computes from (what, how long ago) whether somebody still
is. Nothing of it is kept: it is of no use a minute later.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from sync.wire import Message

BEAT_S = 60
"""A member says so often that it is there."""
GONE_S = 150
"""Whoever was not heard of for so long is not there: two beats may be lost on the way."""

Activity = Annotated[str, Field(max_length=16, pattern=r"^[a-z_]*$")]


class Beat(Message):
    """The member is there; `activity` as the study clock names it, "" for nothing that counts."""

    activity: Activity = ""


class Here(Message):
    """A member was heard of `ago_s` seconds ago, doing `activity`."""

    account_id: str
    activity: str
    ago_s: float


class Presence(Message):
    """Team → those of its members who were heard of within `GONE_S`."""

    teams: dict[str, list[Here]]
