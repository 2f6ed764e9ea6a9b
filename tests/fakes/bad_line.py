"""A bad network between many devices and the backend, in real TCP connections.

TCP itself sends lost packets again; what an app sees of a lossy line are connections that take long to be there, fall
silent, or break. So here

* a connection's handshake that is lost is repeated after 1, 2, 4 … seconds, as TCP does (RFC 6298, section 2);
* every message on it is delayed, and is lost with the probability `loss` in each direction. One that is lost takes its
  connection along: half of them break (a reset), the other half say nothing any more for ever;
* in an outage all connections fall silent, and new ones are never there.

That is harder than the loss of packets: nothing that is lost once comes through later on the same connection.
"""

from __future__ import annotations

import asyncio
import random
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass

from tests.fakes.between import PIECE_BYTES, Line, between

_RTO_S = 1.0
_BREATH_S = 0.005


@dataclass(frozen=True)
class Weather:
    """One way takes `delay_s` give or take `jitter_s`; a message is lost with the probability `loss`."""

    delay_s: float = 0.25
    jitter_s: float = 0.1
    loss: float = 0.2


class BadLine(Line):
    """Such a network. `lost`: how many messages it has lost."""

    def __init__(self, port: int, weather: Weather, seed: int) -> None:
        super().__init__(port)
        self.weather = weather
        self.lost = 0
        self._chance = random.Random(seed)
        self._out = False
        self._open = dict[asyncio.Task[None], asyncio.Event]()

    def begin_outage(self) -> None:
        """From now on nothing comes through."""

        def begin() -> None:
            self._out = True
            for silent in self._open.values():
                silent.set()

        self.loop.call_soon_threadsafe(begin)

    def end_outage(self) -> None:
        """New connections come through again; the old ones stay silent."""

        def end() -> None:
            self._out = False

        self.loop.call_soon_threadsafe(end)

    async def serve(self, from_app: asyncio.StreamReader, to_app: asyncio.StreamWriter) -> None:
        """One connection, until it ends or breaks, or the app gives it up."""
        here, silent = asyncio.current_task(), asyncio.Event()
        assert here
        self._open[here] = silent
        to_server: asyncio.StreamWriter | None = None
        try:
            if not await self._shaken_hands():
                silent.set()
            if silent.is_set():
                await _given_up(from_app)
                return
            from_server, to_server = await asyncio.open_connection("127.0.0.1", self.port)
            ways = [
                asyncio.create_task(self._pass(from_app, to_server, silent)),
                asyncio.create_task(self._pass(from_server, to_app, silent)),
            ]
            try:
                await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
            finally:
                for way in ways:
                    way.cancel()
                await asyncio.gather(*ways, return_exceptions=True)
        except OSError:
            pass  # the server is not there: the connection is refused
        except asyncio.CancelledError:
            pass  # the network ends with the test; Python 3.11 would print what is cancelled here
        finally:
            del self._open[here]
            for writer in (to_app, to_server):
                if writer is not None:
                    writer.transport.abort()

    async def _shaken_hands(self) -> bool:
        """Wait for as long as it takes until the connection is there; False when it never will."""
        again_s = _RTO_S
        while self._out or self._is_lost() or self._is_lost():
            if self._out:
                return False
            await asyncio.sleep(again_s)
            again_s *= 2
        await asyncio.sleep(self._takes_s() + self._takes_s())
        return True

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, silent: asyncio.Event) -> None:
        with suppress(ConnectionError):
            while piece := await reader.read(PIECE_BYTES):
                piece += await _rest_of(reader)
                await asyncio.sleep(self._takes_s())
                if not silent.is_set() and self._is_lost():
                    self.lost += 1
                    if self._chance.random() < 0.5:
                        return  # which breaks the connection
                    silent.set()
                if not silent.is_set():
                    writer.write(piece)
                    await writer.drain()
        if silent.is_set():
            await asyncio.Event().wait()  # one end does not hear that the other has gone

    def _is_lost(self) -> bool:
        return self._chance.random() < self.weather.loss

    def _takes_s(self) -> float:
        jitter_s = self.weather.jitter_s
        return max(0.0, self.weather.delay_s + self._chance.uniform(-jitter_s, jitter_s))


async def _rest_of(reader: asyncio.StreamReader) -> bytes:
    """What was written in the same breath: head and body of a request are one message, and share their fate."""
    with suppress(TimeoutError):
        async with asyncio.timeout(_BREATH_S):
            return await reader.read(PIECE_BYTES)
    return b""


async def _given_up(reader: asyncio.StreamReader) -> None:
    with suppress(ConnectionError):
        while await reader.read(PIECE_BYTES):
            pass


def bad_line(server_url: str, weather: Weather, seed: int = 1) -> AbstractContextManager[BadLine]:
    """Such a network before the server at that address."""
    return between(server_url, lambda port: BadLine(port, weather, seed))
