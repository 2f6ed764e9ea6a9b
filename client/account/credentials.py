"""The credentials of the signed-in device: a file that only its owner can read, behind a small door.

Whoever needs tokens asks this door, so that they can move into the system's own safe without anyone noticing.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import tempfile
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from sync.wire import Session

FILE = "credentials.json"

_log = logging.getLogger(__name__)


@dataclass(frozen=True, repr=False)
class Login:
    """What is kept; it has no `repr`, so that no log can show a token."""

    server: str
    account_id: str
    name: str
    device_id: str
    device_name: str
    access_token: str
    refresh_token: str


class Credentials:
    """The tokens for one server; fills in `client.api.keyring.Keyring`.

    Tokens that another server gave are neither shown nor sent to this one.
    """

    def __init__(self, file: Path, server: str, login: Login | None) -> None:
        self._file = file
        self._server = server
        self._login = login
        self._writing = asyncio.Lock()

    @classmethod
    async def open(cls, data_dir: Path, server: str) -> Credentials:
        """Read the credentials for `server` from `data_dir`; a damaged file counts as being signed out."""
        file = data_dir / FILE
        login = await asyncio.to_thread(_read, file)
        return cls(file, server, login if login and login.server == server else None)

    @property
    def login(self) -> Login | None:
        """Who is signed in."""
        return self._login

    @property
    def access_token(self) -> str | None:
        """The token for requests."""
        return self._login.access_token if self._login else None

    @property
    def refresh_token(self) -> str | None:
        """The token that gets new tokens."""
        return self._login.refresh_token if self._login else None

    async def keep(self, session: Session, device_name: str) -> None:
        """The device is signed in from now on."""
        await self._store(
            Login(
                server=self._server,
                account_id=session.account_id,
                name=session.name,
                device_id=session.device_id,
                device_name=device_name,
                access_token=session.access_token,
                refresh_token=session.refresh_token,
            )
        )

    async def renew(self, session: Session) -> None:
        """Replace the tokens. Nothing happens when somebody else has signed in meanwhile.

        The device keeps its id: a server out of a backup may say the one that it had then, and learns better.
        """
        if self._login and self._login.account_id == session.account_id:
            tokens = {"access_token": session.access_token, "refresh_token": session.refresh_token}
            await self._store(replace(self._login, **tokens))

    async def rename(self, device_id: str) -> None:
        """The device goes on under another id, with its tokens."""
        if self._login:
            await self._store(replace(self._login, device_id=device_id))

    async def forget(self) -> None:
        """The device is signed out from now on."""
        await self._store(None)

    async def _store(self, login: Login | None) -> None:
        self._login = login
        async with self._writing:
            if self._login is login:  # else a later one is on its way
                await asyncio.to_thread(_write, self._file, login)


def _read(file: Path) -> Login | None:
    try:
        return Login(**json.loads(file.read_text("utf-8")))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError) as error:
        _log.warning("the credentials cannot be read (%s); signed out", type(error).__name__)
        return None


def _write(file: Path, login: Login | None) -> None:
    """Write as a whole or not at all, so that a crash leaves the old tokens or the new ones."""
    if login is None:
        file.unlink(missing_ok=True)
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{FILE}.")  # made with mode 0600
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as draft:
            json.dump(asdict(login), draft, ensure_ascii=False)
            draft.flush()
            os.fsync(draft.fileno())
        Path(name).replace(file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
