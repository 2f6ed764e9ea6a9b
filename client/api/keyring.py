"""What the transport needs of the credentials: tokens out, new tokens in; `client.account` fills it in."""

from __future__ import annotations

from typing import Protocol

from sync.wire import Session


class Keyring(Protocol):
    """Holds the tokens of the signed-in device."""

    @property
    def access_token(self) -> str | None:
        """The token for requests; None when nobody is signed in."""
        ...

    @property
    def refresh_token(self) -> str | None:
        """The token that gets new tokens; None when nobody is signed in."""
        ...

    async def renew(self, session: Session) -> None:
        """Keep new tokens for good; they replace the old ones, which are void from now on."""
        ...

    async def rename(self, device_id: str) -> None:
        """The tokens are this device's from now on."""
        ...
