"""A parent makes an account for a child: that is the consent, and the child is in the family from the start."""

from __future__ import annotations

from client.account import errors
from client.api.accounts import Accounts
from client.api.line import Line
from client.api.spaces import Spaces
from client.family.homes import Homes
from sync.errors import SyncError
from sync.spaces import Join
from sync.wire import Registration, Session


class _Guest:
    """The child's tokens, for as long as it takes to join; fills in `client.api.keyring.Keyring`."""

    def __init__(self, session: Session) -> None:
        self.access_token: str | None = session.access_token
        self.refresh_token: str | None = session.refresh_token

    async def renew(self, session: Session) -> None:
        """Keep new tokens."""
        self.access_token, self.refresh_token = session.access_token, session.refresh_token

    async def rename(self, device_id: str) -> None:
        """There is no device."""


async def make_child(line: Line, homes: Homes, home: str, name: str, password: str) -> None:
    """Make the account and have it join; the child signs in with it on a device of its own.

    Raises `client.account.AccountError` for the name or the password, `FamilyError` for the rest.
    """
    name = name.strip()
    errors.check(name, password)
    code = (await homes.invite(home, "child")).code
    accounts = Accounts(line)
    try:
        session = await accounts.register(
            Registration(name=name, password=password, under_14=True, guardian_agrees=True)
        )
        guest = _Guest(session)
        await Spaces(line, guest).join(Join(request_id=code, code=code))
        await accounts.sign_out(guest.access_token or "")
    except SyncError as error:
        raise errors.from_line(error) from error
