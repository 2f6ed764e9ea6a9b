"""A carrier that counts the bytes of answers as they come over the line, before they are unpacked."""

from collections.abc import AsyncIterator

import httpx


class _CountedStream(httpx.AsyncByteStream):
    def __init__(self, stream: httpx.AsyncByteStream, carrier: "CountingCarrier") -> None:
        self._stream = stream
        self._carrier = carrier

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for chunk in self._stream:
            self._carrier.bytes_down += len(chunk)
            yield chunk

    async def aclose(self) -> None:
        await self._stream.aclose()


class CountingCarrier(httpx.AsyncBaseTransport):
    """The real network, with the answers' bodies counted in `bytes_down`."""

    def __init__(self) -> None:
        self._real = httpx.AsyncHTTPTransport()
        self.bytes_down = 0

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        response = await self._real.handle_async_request(request)
        assert isinstance(response.stream, httpx.AsyncByteStream)
        response.stream = _CountedStream(response.stream, self)
        return response

    async def aclose(self) -> None:
        await self._real.aclose()
