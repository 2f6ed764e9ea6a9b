"""The calls about spaces that people share: make, invite, join, members, leave."""

from __future__ import annotations

from urllib.parse import quote

from client.api.keyring import Keyring
from client.api.line import Line
from client.api.signed import SignedLine
from sync.spaces import Invite, InviteCard, Join, Member, MemberList, NewInvite, NewRole, NewSpace
from sync.wire import Space


class Spaces:
    """Families and teams; everything raises `sync.errors.SyncError`, `Refused` with the server's sentence."""

    def __init__(self, line: Line, keyring: Keyring) -> None:
        self._signed = SignedLine(line, keyring)

    async def found(self, asked: NewSpace) -> Space:
        """Make a space; repeat it with the same `request_id` until there is an answer."""
        return await self._signed.ask(Space, "POST", "/v1/spaces", asked)

    async def invite(self, space: str, asked: NewInvite) -> Invite:
        """A code that leads into the space."""
        return await self._signed.ask(Invite, "POST", f"/v1/spaces/{_part(space)}/invites", asked)

    async def card(self, code: str) -> InviteCard:
        """What a code leads to."""
        return await self._signed.ask(InviteCard, "GET", f"/v1/invites/{_part(code)}")

    async def join(self, asked: Join) -> Space:
        """Join by a code; repeat it with the same `request_id` until there is an answer."""
        return await self._signed.ask(Space, "POST", "/v1/joins", asked)

    async def members(self, space: str) -> list[Member]:
        """The members, the first one first."""
        return (await self._signed.ask(MemberList, "GET", f"/v1/spaces/{_part(space)}/members")).members

    async def change_role(self, space: str, account_id: str, role: str) -> Member:
        """Give a member another role."""
        path = f"/v1/spaces/{_part(space)}/members/{_part(account_id)}"
        return await self._signed.ask(Member, "PATCH", path, NewRole(role=role))

    async def remove(self, space: str, account_id: str) -> None:
        """Remove a member; one's own account leaves."""
        await self._signed.tell("DELETE", f"/v1/spaces/{_part(space)}/members/{_part(account_id)}")


def _part(text: str) -> str:
    return quote(text, safe="")
