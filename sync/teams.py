"""What goes over the line about teams beside their records: who is there, and who looks for a partner.

POST   /v1/presence              Beat → Presence: this member is there, and who else is in each of its teams
PUT    /v1/match                 Wish → MatchState: look for a partner, or with another wish
GET    /v1/match                 MatchState
DELETE /v1/match                 204: do not look any more
POST   /v1/match/{id}/answer     MatchAnswer → MatchState; when both agree they are in a team of two
PUT    /v1/blocks/{account}      204: the two are never suggested to each other
DELETE /v1/blocks/{account}      204: … unless both want it again
POST   /v1/reports               Report → 204: something in a team that somebody has to look at
PUT    /v1/teams/{id}/merge      MergeWish → MergeState: would come along if this sleeping team merges with another
GET    /v1/teams/{id}/merge      MergeState
DELETE /v1/teams/{id}/merge      204: would not come along any more
POST   /v1/teams/{id}/merge/{offer}  MergeAnswer → MergeState: an owner says yes or no for its team

A member says once a minute that it is there; whoever looks computes from (what, how long ago) whether somebody still
is. Nothing of it is kept: it is of no use a minute later.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from sync.wire import Identifier, Message

FOCUS = "focus"
"""The activity of whoever is in the focus room."""
BEAT_S = 60
"""A member says so often that it is there."""
GONE_S = 150
"""Whoever was not heard of for so long is not there: two beats may be lost on the way."""

Activity = Annotated[str, Field(max_length=16, pattern=r"^[a-z_]*$")]


class Beat(Message):
    """The member is there; `activity` as the study clock names it, `FOCUS`, or "" for nothing that counts."""

    activity: Activity = ""


class Here(Message):
    """A member was heard of `ago_s` seconds ago, doing `activity`."""

    account_id: str
    activity: str
    ago_s: float


class Presence(Message):
    """Team → those of its members who were heard of within `GONE_S`.

    `fourteen`: who asks is of that age or over, and may send pictures and chat.
    """

    teams: dict[str, list[Here]]
    fourteen: bool = False


TAGS = (
    "chinese", "math", "english", "physics", "chemistry", "biology", "history", "geography", "politics", "reading",
    "writing", "coding", "astronomy", "nature", "drawing", "music", "sports", "puzzles",
)  # fmt: skip
"""What somebody likes; the place is the bit by which partners are compared. New ones come at the end."""
GOALS = ("exam", "daily", "homework", "mistakes", "ahead", "catch_up")
"""What somebody wants."""
SUGGESTED_DAYS = 3
"""A suggestion that is not answered for so long is taken back."""

Key = Annotated[str, Field(min_length=1, max_length=16, pattern=r"^[a-z_]+$")]


class Wish(Message):
    """Somebody looks for a partner. `grade` is 1 to 12, 0 for an adult; `hours` are hours of the day in UTC.

    `region` is a coarse one in the person's own words, "" for none; it is told only where many share it.
    """

    grade: int = Field(ge=0, le=12)
    tags: Annotated[list[Key], Field(max_length=8)]
    goals: Annotated[list[Key], Field(max_length=3)]
    hours: Annotated[list[Annotated[int, Field(ge=0, le=23)]], Field(max_length=24)]
    region: Annotated[str, Field(max_length=16)] = ""


class Suggestion(Message):
    """A partner. `reasons` are keys of what both have in common: "goal:exam", "tag:math", "grade", "hour:11", "region".

    `agreed`: the one who asks has said yes; what the other has said is told only when both have.
    """

    id: str
    account_id: str
    name: str
    grade: int
    reasons: list[str]
    agreed: bool = False


class MatchState(Message):
    """How it stands: `waiting` for a suggestion, or with one; `team` is the space of those who both agreed."""

    waiting: bool = False
    suggestion: Suggestion | None = None
    team: str = ""


class MatchAnswer(Message):
    """Whether one wants to study with the suggested partner; `block`: never to be suggested to each other, nor met."""

    agrees: bool
    block: bool = False


class Report(Message):
    """What `account_id` has written in a team is not right; repeat it with the same `request_id`.

    `record_id` is what it is about, "" for the person, and `words` what stands there.
    """

    request_id: Identifier
    space: Identifier
    account_id: Identifier
    record_id: Annotated[str, Field(max_length=64)] = ""
    words: Annotated[str, Field(max_length=500)] = ""


ASLEEP_DAYS = 14
"""A team sleeps when nothing has come into its space, and nobody into the team, for so long."""
SMALL = 3
"""Only teams of so many and fewer are offered to merge: two of them have room in one."""
OFFER_DAYS = 7
"""An offer that an owner has not answered for so long is taken back."""


class MergeWish(Message):
    """A member would come along; its `grade` as in `Wish`: who may meet whom depends on it."""

    grade: int = Field(ge=0, le=12)


class MergeOffer(Message):
    """Another sleeping team, with the grades of those who would come. `agreed`: one's own side has said yes."""

    id: str
    name: str
    grades: list[int]
    agreed: bool = False


class MergeState(Message):
    """How it stands with a team. `willing`: who asks would come along; `decides`: it is an owner, and answers offers.

    `team`: what the team has merged into, for those who came along.
    """

    asleep: bool = False
    willing: bool = False
    decides: bool = False
    offer: MergeOffer | None = None
    team: str = ""


class MergeAnswer(Message):
    """Whether an owner wants its team to merge with the one that was offered."""

    agrees: bool
