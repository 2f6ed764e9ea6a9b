"""The account on this device: register, sign in, sign out, and who is signed in."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass

from client.account import errors
from client.account.credentials import Credentials
from client.account.device import default_device_name
from client.account.devices import DeviceCard, card_of
from client.api.accounts import Accounts
from client.api.devices import Devices
from client.api.line import Line
from client.store import Store
from client.store.adopting import ForeignDeviceError
from client.watchers import Watchers
from sync import wire
from sync.errors import SyncError
from sync.wire import Session

OWNER = "account.owner"
"""The setting that keeps the name of the account that the data here belongs to, also while signed out."""


@dataclass(frozen=True)
class AccountState:
    """Who is signed in here; `owner` is whose data this is, and stays after signing out."""

    signed_in: bool = False
    name: str = ""
    device: str = ""
    owner: str = ""


class Account:
    """Register, sign in and sign out; everything raises `AccountError`, whose `sentence` is for the person."""

    def __init__(
        self,
        store: Store,
        line: Line,
        credentials: Credentials,
        *,
        wake: Callable[[], object] = lambda: None,
        halt: Callable[[], Awaitable[object]] | None = None,
    ) -> None:
        """`wake`: tells sync that this device has signed in or out; `halt`: ends what sync is just doing."""
        self._store = store
        self._server = Accounts(line)
        self._devices = Devices(line, credentials)
        self._credentials = credentials
        self._wake = wake
        self._halt = halt
        self._watchers = Watchers[AccountState]()
        self._state = AccountState()

    async def load(self) -> None:
        """Find out who is signed in; call it once at the start."""
        login, device = self._credentials.login, await self._store.device()
        if login and login.account_id != device.account_id:
            await self._credentials.forget()  # the database is another one than the tokens were for
        elif login and login.device_id != device.device_id:
            # It came out of a backup, or a crash came between two steps: the tokens are good, the numbering is not.
            await self._store.renew_id()
        await self._tell()

    @property
    def state(self) -> AccountState:
        """Who is signed in."""
        return self._state

    def watch(self, watcher: Callable[[AccountState], object]) -> Callable[[], None]:
        """Call `watcher` after each change of the state; calling what is returned ends it."""
        return self._watchers.add(watcher)

    async def register(self, name: str, password: str, device_name: str = "", *, under_14: bool = False) -> None:
        """Make an account; this device and what is on it become its own.

        `under_14`: whoever calls it has a guardian's consent.
        """
        name = name.strip()
        errors.check(name, password)
        device = await self._store.device()
        if device.account_id:
            raise errors.foreign_device(self._state.owner)

        async def ask(given: wire.Credentials) -> Session:
            asked = given.model_dump() | {"under_14": under_14, "guardian_agrees": under_14}
            return await self._server.register(wire.Registration.model_validate(asked))

        await self._enter(ask, name, password, device_name)

    async def sign_in(self, name: str, password: str, device_name: str = "") -> None:
        """Add this device to an account; what is on it joins what the account has."""
        name = name.strip()
        errors.check(name, password)
        await self._enter(self._server.sign_in, name, password, device_name)

    async def sign_out(self) -> None:
        """Stop syncing; everything stays on this device. Without a line the server learns of it when tokens run out."""
        token = self._credentials.access_token
        await self._credentials.forget()
        if self._halt:
            await self._halt()
        await self._tell()
        self._wake()
        if token:
            with suppress(SyncError):
                await self._server.sign_out(token)

    async def devices(self) -> list[DeviceCard]:
        """The account's devices that are signed in, the latest seen first; needs a line."""
        try:
            return [card_of(info) for info in await self._devices.all()]
        except SyncError as error:
            raise errors.from_server(error) from error

    async def revoke(self, device_id: str) -> None:
        """Sign a device of the account out from here: it stops syncing at once, and keeps what it has."""
        try:
            await self._devices.revoke(device_id)
        except SyncError as error:
            raise errors.from_server(error) from error

    async def _enter(
        self, ask: Callable[[wire.Credentials], Awaitable[Session]], name: str, password: str, device_name: str
    ) -> None:
        device_name = device_name.strip() or default_device_name()
        try:
            session = await ask(wire.Credentials(name=name, password=password, device_name=device_name))
        except SyncError as error:
            raise errors.from_line(error) from error
        if self._halt:
            await self._halt()  # what is still under way for an earlier sign-in would count the new one's operations
        try:
            await self._store.adopt(session.account_id, session.device_id, session.personal_space)
        except ForeignDeviceError as error:
            with suppress(SyncError):
                await self._server.sign_out(session.access_token)
            raise errors.foreign_device(self._state.owner) from error
        # Only now: tokens without an adopted store would sync one account's data under another's name.
        await self._store.set_setting(OWNER, session.name)
        await self._credentials.keep(session, device_name)
        await self._tell()
        self._wake()

    async def _tell(self) -> None:
        login, owner = self._credentials.login, str(await self._store.setting(OWNER, ""))
        self._state = AccountState(True, login.name, login.device_name, owner) if login else AccountState(owner=owner)
        self._watchers.tell(self._state)
