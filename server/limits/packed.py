"""Packed request bodies (`Content-Encoding: gzip`), unpacked no further than a limit: a small bomb stays small."""

from __future__ import annotations

import zlib

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from server.answering import refusal_answer
from server.errors import NotValid, TooLarge, UnknownPacking
from sync.texts import _

_GZIP = 16 + zlib.MAX_WBITS
_GONE = {b"content-encoding", b"content-length"}


class Unpack:
    """ASGI middleware: the application sees the unpacked body."""

    def __init__(self, app: ASGIApp, limit_bytes: int) -> None:
        self._app = app
        self._limit_bytes = limit_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Unpack gzip; anything else is answered 415."""
        packing = Headers(scope=scope).get("content-encoding", "").lower() if scope["type"] == "http" else ""
        if packing in ("", "identity"):
            await self._app(scope, receive, send)
        elif packing == "gzip":
            headers = [(name, value) for name, value in scope["headers"] if name not in _GONE]
            await self._app({**scope, "headers": headers}, _Unpacking(receive, self._limit_bytes).receive, send)
        else:
            await refusal_answer(UnknownPacking())(scope, receive, send)


class _Unpacking:
    def __init__(self, receive: Receive, limit_bytes: int) -> None:
        self._receive = receive
        self._limit_bytes = limit_bytes
        self._left = limit_bytes
        self._unpacker = zlib.decompressobj(_GZIP)

    async def receive(self) -> Message:
        """The next message, unpacked. Raises NotValid, TooLarge."""
        message = await self._receive()
        if message["type"] != "http.request":
            return message
        try:
            body = self._unpacker.decompress(message.get("body", b""), self._left + 1)
        except zlib.error as error:
            raise NotValid(_("压缩过的内容坏了，请重新上传。")) from error
        self._left -= len(body)
        if self._left < 0:
            raise TooLarge(self._limit_bytes)
        if self._unpacker.unused_data or not (message.get("more_body", False) or self._unpacker.eof):
            raise NotValid(_("压缩过的内容不完整，请重新上传。"))
        return {**message, "body": body}
