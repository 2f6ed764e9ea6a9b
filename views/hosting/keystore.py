"""The system's keystore on phones, reached through the page: Android's Keystore, Apple's Keychain."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, Self

import flet as ft
from flet.utils import is_mobile

if TYPE_CHECKING:
    from flet_secure_storage import SecureStorage

ENTRY = "xueban.safe"
READ_S, WRITE_S = 30.0, 5.0
"""How long the keystore may take: the first time it makes a key of its own, which takes a slow phone seconds."""


def has_keystore() -> bool:
    """Whether this is a phone, whose keystore no other app and no file manager gets at."""
    return is_mobile()


class PhoneKeystore:
    """Fills in `client.timer.sealing.Keystore`; made by `on`."""

    def __init__(self, storage: SecureStorage) -> None:
        self._storage = storage

    @classmethod
    async def on(cls, page: ft.Page) -> Self:
        """The keystore behind that page."""

        async def make() -> SecureStorage:  # services belong to the page whose task makes them
            import flet_secure_storage as storage  # phones alone need it

            return storage.SecureStorage(
                # what it does by itself when it fails is to empty itself, and with that the limits would be gone
                android_options=storage.AndroidOptions(reset_on_error=False),
                ios_options=storage.IOSOptions(
                    account_name="net.xueban", accessibility=storage.KeychainAccessibility.FIRST_UNLOCK_THIS_DEVICE
                ),
            )

        return cls(await asyncio.wrap_future(page.run_task(make)))

    async def read(self) -> str | None:
        """The text; None when there is none. Raises OSError."""
        return await self._ask(READ_S, "get", {"key": ENTRY})

    async def write(self, text: str) -> None:
        """Keep the text. Raises OSError."""
        await self._ask(WRITE_S, "set", {"key": ENTRY, "value": text})

    async def _ask(self, patience_s: float, method: str, given: dict[str, Any]) -> Any:
        """Ask with patience of our own: Flet's method has no limit of time, and a page that has gone never answers."""
        try:
            async with asyncio.timeout(patience_s):
                return await getattr(self._storage, method)(**given)
        except (RuntimeError, TimeoutError) as error:
            raise OSError(f"the keystore does not answer: {type(error).__name__}") from error
