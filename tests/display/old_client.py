"""TEST ONLY: lets Flet's client 0.82.2 show an app of Flet 1.0.5, by translating how their messages are framed.

Flet's desktop client is fetched from GitHub at the first start; the last one that a package registry carries for Linux
is that of `flet-desktop-light` 0.82.2. Its messages (MessagePack) are those of 1.0.5 as far as our first screen goes,
but they follow one another bare on the socket, where 1.0.5 puts a length (4 bytes, little endian) and a kind (1 byte, 0
for a message) before each. So this program stands in as the client: Flet starts it as `flet SOCKET PID_FILE ASSETS`, it
starts the old client on a socket of its own and carries the messages to and fro. The old client does not know the newer
controls: what is under `ft.Semantics` is not drawn.

Run by `FLET_VIEW_PATH/flet`, which `screen.view_path` writes; `XUEBAN_OLD_CLIENT` names the old program.
"""

import asyncio
import os
import signal
import sys
import tempfile
from pathlib import Path

import msgpack

MESSAGE = b"\x00"
LENGTH_BYTES = 4
CHUNK = 1 << 20


async def up(old: asyncio.StreamReader, app: asyncio.StreamWriter) -> None:
    """From the old client to the app: find where each message ends, and put its length before it."""
    unpacker = msgpack.Unpacker(max_buffer_size=2**31 - 1)
    waiting, passed = bytearray(), 0
    while data := await old.read(CHUNK):
        unpacker.feed(data)
        waiting += data
        while True:
            try:
                unpacker.skip()
            except msgpack.OutOfData:
                break
            size = unpacker.tell() - passed
            body = MESSAGE + bytes(waiting[:size])
            del waiting[:size]
            passed += size
            app.write(len(body).to_bytes(LENGTH_BYTES, "little") + body)
        await app.drain()
    app.close()


async def down(app: asyncio.StreamReader, old: asyncio.StreamWriter) -> None:
    """From the app to the old client: take the length off; kinds that the old client does not know are left out."""
    try:
        while True:
            size = int.from_bytes(await app.readexactly(LENGTH_BYTES), "little")
            body = await app.readexactly(size)
            if body[:1] == MESSAGE:
                old.write(body[1:])
                await old.drain()
    except asyncio.IncompleteReadError:
        old.close()


async def stand_in(socket: str, rest: list[str]) -> int:
    """Be the client of the app at `socket` until the old client's window is closed; its exit code."""

    async def carry(old_reader: asyncio.StreamReader, old_writer: asyncio.StreamWriter) -> None:
        app_reader, app_writer = await asyncio.open_unix_connection(socket)
        await asyncio.gather(up(old_reader, app_writer), down(app_reader, old_writer))

    with tempfile.TemporaryDirectory() as folder:
        mine = str(Path(folder) / "socket")
        server = await asyncio.start_unix_server(carry, mine)
        old = await asyncio.create_subprocess_exec(os.environ["XUEBAN_OLD_CLIENT"], mine, *rest)
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, old.terminate)
        code = await old.wait()
        server.close()
    return code


if __name__ == "__main__":
    sys.exit(asyncio.run(stand_in(sys.argv[1], sys.argv[2:])))
