"""A device as far as signing in goes: a real store, a real line, real credentials, in a folder of its own."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from client.account import Account, Credentials
from client.api.line import Line
from client.store import Store
from tests.fakes.store import open_store

if TYPE_CHECKING:
    import httpx


@dataclass
class SignInDevice:
    """What `open_device` opens; `wakes` counts how often sync was told."""

    store: Store
    credentials: Credentials
    account: Account
    line: Line
    wakes: list[str] = field(default_factory=list)


@asynccontextmanager
async def open_device(
    folder: Path, server: str, carrier: httpx.AsyncBaseTransport | None = None, seed: int = 1
) -> AsyncIterator[SignInDevice]:
    """`async with open_device(tmp_path, server.url) as device:`"""
    async with open_store(folder, seed=seed) as store:
        line, credentials, wakes = Line(server, carrier), await Credentials.open(folder, server), list[str]()

        async def halt() -> None:
            wakes.append("halt")

        account = Account(store, line, credentials, wake=lambda: wakes.append("wake"), halt=halt)
        await account.load()
        try:
            yield SignInDevice(store, credentials, account, line, wakes)
        finally:
            await line.close()
