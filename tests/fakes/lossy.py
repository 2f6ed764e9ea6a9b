"""A carrier for `client.api.line.Line` that loses requests or answers when a test says so."""

import httpx


class LossyCarrier(httpx.AsyncBaseTransport):
    """Passes everything on to the real network, but for what it was told to lose."""

    def __init__(self) -> None:
        self._real = httpx.AsyncHTTPTransport()
        self.lose_answers = 0
        """So many answers to pushes are lost on the way back: the server has done its work."""
        self.cut = False
        """Nothing gets through."""
        self.pushes = 0
        self.streams = 0
        """How often hints were asked for."""

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if self.cut:
            raise httpx.ConnectError("the line is cut", request=request)
        self.streams += request.url.path == "/v1/hints"
        response = await self._real.handle_async_request(request)
        if request.url.path == "/v1/sync/push":
            self.pushes += 1
            if self.lose_answers:
                self.lose_answers -= 1
                await response.aclose()
                raise httpx.ReadError("the answer was lost", request=request)
        return response

    async def aclose(self) -> None:
        await self._real.aclose()
