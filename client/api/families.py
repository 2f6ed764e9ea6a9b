"""The calls about families beside their records: keys for offline codes, links for teachers."""

from __future__ import annotations

from urllib.parse import quote

from client.api.keyring import Keyring
from client.api.line import Line
from client.api.signed import SignedLine
from sync.families import CodeKey, Link, LinkList, NewLink


class FamilyLine:
    """Everything raises `sync.errors.SyncError`."""

    def __init__(self, line: Line, keyring: Keyring) -> None:
        self._signed = SignedLine(line, keyring)
        self.line = line
        self.server = line.server

    async def code_key(self, space: str, child: str) -> str:
        """The key for codes that give this child time, in hex."""
        path = f"/v1/spaces/{_part(space)}/children/{_part(child)}/code-key"
        return (await self._signed.ask(CodeKey, "GET", path)).key

    async def new_link(self, space: str, asked: NewLink) -> Link:
        """A link that shows a week."""
        return await self._signed.ask(Link, "POST", f"/v1/spaces/{_part(space)}/links", asked)

    async def links(self, space: str) -> list[Link]:
        """The links that are still good."""
        return (await self._signed.ask(LinkList, "GET", f"/v1/spaces/{_part(space)}/links")).links

    async def take_back(self, space: str, link: str) -> None:
        """The link leads nowhere from now on."""
        await self._signed.tell("DELETE", f"/v1/spaces/{_part(space)}/links/{_part(link)}")


def _part(text: str) -> str:
    return quote(text, safe="")
