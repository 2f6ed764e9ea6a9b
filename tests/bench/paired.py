"""Two devices of one account, each in its folder, with the same notes: what a bench with two apps begins from."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

from client.bootstrap import Client, open_client

NAME, PASSWORD = "bench", "correct horse"
PATIENCE_S = 300


async def pair(here: Path, there: Path, urls: tuple[str, str], fill: Callable[[Client], Awaitable[None]]) -> None:
    """Fill a device in the folder `here`, and sign both in; `urls`: where each finds the server."""
    first = await open_client(here, server_url=urls[0])
    await first.profile.skip()
    await fill(first)
    await first.account.register(NAME, PASSWORD)
    await until_synced(first)
    space, seq = first.store.standing.device.personal_space, _seq(first)
    second = await open_client(there, server_url=urls[1])
    await second.profile.skip()
    await second.account.sign_in(NAME, PASSWORD)
    turned = asyncio.Event()
    stop = second.sync.watch(lambda _: turned.set())
    async with asyncio.timeout(PATIENCE_S):
        while space not in second.store.standing.followed or _seq(second) < seq:
            await turned.wait()
            turned.clear()
    stop()
    await until_synced(second)
    await first.close()
    await second.close()


async def until_synced(client: Client) -> None:
    """Wait until nothing waits to be sent."""
    turned = asyncio.Event()
    stop = client.sync.watch(lambda _: turned.set())
    device = client.store.standing.device
    async with asyncio.timeout(PATIENCE_S):
        while client.sync.status.state != "synced" or device.last_n != device.acked_n:
            await turned.wait()
            turned.clear()
            device = client.store.standing.device
    stop()


def _seq(client: Client) -> int:
    return client.store.standing.followed[client.store.standing.device.personal_space].seq
