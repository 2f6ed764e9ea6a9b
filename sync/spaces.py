"""What goes over the line about spaces that people share, and who may do what with them.

POST   /v1/spaces                        NewSpace → 201 Space: the one who asks is its first member
POST   /v1/spaces/{id}/invites           NewInvite → 201 Invite: a short code that ends by itself
GET    /v1/invites/{code}                InviteCard: what one would join
POST   /v1/joins                         Join → Space
GET    /v1/spaces/{id}/members           MemberList
PATCH  /v1/spaces/{id}/members/{who}     NewRole → Member
DELETE /v1/spaces/{id}/members/{who}     204: removes a member; naming oneself leaves. 202: a child wants to leave its
                                         family, which a parent has to agree to by removing it

Making a space and joining one carry a `request_id` that the device draws and keeps until it has the answer: however
often a bad network makes it ask, there is one space, and one membership. Whoever is under fourteen makes or joins a
team only when a parent has agreed (`sync.catalogue.TEAM_CONSENT`); until then the answer is 403 `NEEDS_PARENT`. Whoever
joins, leaves, is removed or gets another role is told by the event `spaces` on its stream of hints, and so are the
other members; it fetches `GET /v1/spaces` again.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from sync.wire import Identifier, Message

CODE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
"""The letters of an invite's code: those that nobody takes for a digit, on paper or aloud."""
CODE_LENGTH = 6
INVITE_S = 30 * 60
"""How long an invite is good unless it says otherwise."""
INVITE_MAX_S = 7 * 86_400
INVITE_MAX_USES = 100
MEMBERS_MAX = {"family": 200, "team": 6}
"""Kind of space → how many may be in it, but for the extra place; the matcher and merging fill no more."""
EXTRA_PLACES = {"team": 1}
"""Kind of space → the places more, once, that it has for whom a member invites."""
NEEDS_PARENT = "needs_parent"
"""The code of the refusal that ends when a parent agrees."""
KEYS_DAYS = 30
"""So long the server knows which requests to join it has carried out."""

SharedKind = Literal["family", "team"]
Role = Annotated[str, Field(min_length=1, max_length=16, pattern=r"^[a-z]+$")]
Name = Annotated[str, Field(min_length=1, max_length=40)]

FOUNDERS: dict[str, tuple[str, ...]] = {"family": ("parent", "child"), "team": ("owner",)}
"""Kind of space → the roles that the one who makes it may take; the first unless another is asked for."""

ROLES: dict[str, frozenset[str]] = {
    "personal": frozenset({"owner"}),
    "family": frozenset({"parent", "child", "reader"}),
    "team": frozenset({"owner", "member", "reader"}),
}
"""Kind of space → its roles; a reader reads and writes nothing."""

_MANAGERS = {"family": "parent", "team": "owner"}

_INVITERS: dict[tuple[str, str], frozenset[str]] = {
    # kind of space, role of who invites → roles that the guest may get
    ("family", "parent"): ROLES["family"],
    ("team", "owner"): ROLES["team"],
    ("team", "member"): frozenset({"member", "reader"}),
}


def places(kind: str, *, invited: bool) -> int:
    """How many may be in a space of `kind`; `invited`: a member has brought somebody, or does so now."""
    return MEMBERS_MAX[kind] + (EXTRA_PLACES.get(kind, 0) if invited else 0)


def may_manage(kind: str, role: str) -> bool:
    """Whether a member with `role` changes roles and removes members in a space of `kind`."""
    return kind in _MANAGERS and _MANAGERS[kind] == role


def may_invite(kind: str, role: str, guest: str, managed: bool) -> bool:
    """Whether a member with `role` may invite somebody as `guest`; `managed`: the space has somebody who manages it.

    A child invites its first parent; the others are up to that parent.
    """
    if (kind, role, guest) == ("family", "child", "parent"):
        return not managed
    return guest in _INVITERS.get((kind, role), frozenset())


def may_leave(kind: str, role: str, managers: int, members: int) -> bool:
    """Whether a member with `role` may go by itself, of `members` in all, of whom `managers` manage the space.

    A child needs its parent for that (see `needs_both`), the last who manages a space leaves nobody behind, and nobody
    leaves the personal space.
    """
    if kind == "personal":
        return False
    if (kind, role) == ("family", "child"):
        return managers == 0
    return not may_manage(kind, role) or managers > 1 or members == 1


def needs_both(kind: str, role: str, managers: int) -> bool:
    """Whether somebody with `role` goes only when the member itself and one who manages the space both want it.

    A child does not slip out of its family, and is not put out of it either: it says that it wants to leave, and then
    a parent removes it.
    """
    return (kind, role) == ("family", "child") and managers > 0


class NewSpace(Message):
    """A space to make; `role` is the maker's own, "" for the usual one."""

    request_id: Identifier
    kind: SharedKind
    name: Name
    role: Annotated[str, Field(max_length=16)] = ""


class NewInvite(Message):
    """An invite to make: the guest's role, how many may use it, for how many seconds it is good."""

    role: Role
    uses: int = Field(default=1, ge=1, le=INVITE_MAX_USES)
    valid_s: int = Field(default=INVITE_S, ge=60, le=INVITE_MAX_S)


class Invite(Message):
    """An invite; whoever has its `code` may join."""

    code: str
    role: str
    expires_utc: str


class InviteCard(Message):
    """What the code leads to; `member`: the one who asks is there already."""

    kind: str
    name: str
    role: str
    expires_utc: str
    member: bool = False


class Join(Message):
    """The code as the person typed it: case, spaces and hyphens do not matter."""

    request_id: Identifier
    code: Annotated[str, Field(min_length=1, max_length=40)]


class Member(Message):
    """A member of a space; `me`: the one who asks; `leaving`: it has said that it wants to go.

    `invited_by`: the account by whose invite it came, "" when that has been deleted; None for who came otherwise.
    """

    account_id: str
    name: str
    role: str
    joined_utc: str
    me: bool = False
    leaving: bool = False
    invited_by: str | None = None


class MemberList(Message):
    """The members of a space, the first one first."""

    members: list[Member]


class NewRole(Message):
    """The member's role from now on."""

    role: Role
