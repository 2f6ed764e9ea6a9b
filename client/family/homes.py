"""`Homes`: the families of this account. Changing who belongs to one needs a line; the rest is read from the store."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Literal, NamedTuple, TypeVar, cast

from client.account.errors import sentence_from_line
from client.api.spaces import Spaces
from client.family.linked import LinkedCode
from client.roster import Roster
from client.store import Store, Writing
from client.texts import _
from sync.errors import SyncError
from sync.ids import new_id
from sync.spaces import Invite, InviteCard, Join, Member, NewInvite, NewSpace
from sync.wire import Space

FamilyRole = Literal["parent", "child", "reader"]
Result = TypeVar("Result")


class FamilyError(Exception):
    """`sentence` says what is wrong and what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Home(NamedTuple):
    """A family that this account belongs to."""

    id: str
    name: str
    role: FamilyRole


class Homes:
    """Make a family, invite, join, leave. Everything that needs a line raises `FamilyError`."""

    def __init__(self, store: Store, line: Spaces, wake: Callable[[], object]) -> None:
        """`wake`: has sync ask which spaces there are."""
        self._store = store
        self._line = line
        self._roster = Roster(store, line)
        self.linked = LinkedCode(store)
        self._wake = wake
        self._drawn: dict[str, str] = {}

    def all(self) -> list[Home]:
        """The families of this account, as far as this device knows; the oldest first."""
        followed = self._store.standing.followed.items()
        return [Home(space, one.name, cast("FamilyRole", one.role)) for space, one in followed if one.kind == "family"]

    def as_parent(self) -> list[Home]:
        """Those in which this account is a parent."""
        return [home for home in self.all() if home.role == "parent"]

    def as_child(self) -> list[Home]:
        """Those in which this account is a child."""
        return [home for home in self.all() if home.role == "child"]

    async def found(self, name: str, role: FamilyRole) -> Home:
        """Make a family, in which this account is a parent or a child."""
        name = name.strip() or _("我们家")
        asked = NewSpace(request_id=self._once(f"found {name} {role}"), kind="family", name=name[:40], role=role)
        space = await self._done(self._line.found(asked))
        self._drawn.pop(f"found {name} {role}", None)
        return await self._entered(space)

    async def invite(self, home: str, role: FamilyRole) -> Invite:
        """A code of six letters that leads into the family for half an hour, once."""
        return await self._done(self._line.invite(home, NewInvite(role=role)))

    async def card(self, code: str) -> InviteCard:
        """What a code leads to. Raises FamilyError for one that leads to no family."""
        card = await self._done(self._line.card(code.strip() or "-"))
        if card.kind != "family":
            raise FamilyError(_("这个邀请码不是家庭的，请核对一下。"))
        return card

    async def join(self, code: str) -> Home:
        """Join the family that a code leads to."""
        typed = "".join(code.split())
        space = await self._done(self._line.join(Join(request_id=self._once(f"join {typed}"), code=typed or "-")))
        self._drawn.pop(f"join {typed}", None)
        await self.linked.drop()
        return await self._entered(space)

    async def members(self, home: str) -> list[Member]:
        """The members, the first one first; without a line as they were read last."""
        return await self._done(self._roster.members(home))

    async def leave(self, home: str) -> None:
        """Leave; a child says that it wants to, and goes when a parent agrees."""
        await self._done(self._line.remove(home, self._store.standing.device.account_id))
        self._wake()

    async def let_go(self, home: str, account_id: str) -> None:
        """Remove a member; a child only after it has said that it wants to leave."""
        await self._done(self._line.remove(home, account_id))

    async def _entered(self, space: Space) -> Home:
        """The family is known here at once, and not only when sync has asked."""
        known = {"kind": space.kind, "role": space.role, "name": space.name}

        def command(w: Writing) -> None:
            w.standing.follow(space.id, **known)
            w.changed("space", space.id)

        await self._store.write(command)
        self._wake()
        return Home(space.id, space.name, cast("FamilyRole", space.role))

    def _once(self, what: str) -> str:
        """The id of a request: the same until there is an answer, so that asking again does nothing twice."""
        return self._drawn.setdefault(what, new_id(self._store.clock, self._store.random))

    async def _done(self, asked: Awaitable[Result]) -> Result:
        try:
            return await asked
        except SyncError as error:
            raise FamilyError(sentence_of(error)) from error


def sentence_of(error: SyncError) -> str:
    """What the line or the server said, for the person."""
    return sentence_from_line(error, _("先登录，才能和家人连在一起。"))
