"""The socket that the backend listens on, had before all else: whoever asks while it starts waits, unrefused."""

from __future__ import annotations

import socket

BACKLOG = 2_048
"""So many may wait to be let in, as uvicorn has it; the system may allow fewer."""


def listen(host: str, port: int) -> socket.socket:
    """A socket bound to `host` and `port` (0 for a free one). Raises OSError when that cannot be had."""
    family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
    listening = socket.create_server(address[:2], family=family, backlog=BACKLOG)
    # Connections have it from here. An answer is written in two pieces, and the second would wait 40 ms for a word of
    # the other end; uvloop sets it by itself, the loop of asyncio, which serves where there is no uvloop, does not.
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening
