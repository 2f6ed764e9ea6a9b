"""The calls about live lessons (protocol: `sync.live`), and a look at a stream's playlist."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

from client.api.answers import understand
from client.api.keyring import Keyring
from client.api.line import Line
from client.api.signed import SignedLine
from sync.live import Asked, AskedList, NewQuestion, Timetable, Transcript


class LiveLine:
    """Everything raises `sync.errors.SyncError`. Only questions need somebody who is signed in."""

    def __init__(self, line: Line, keyring: Keyring) -> None:
        self._line = line
        self._signed = SignedLine(line, keyring)

    async def timetable(self) -> Timetable:
        """The lessons to come, and those of the last weeks."""
        return understand(await self._line.send("GET", "/v1/live"), Timetable, self._line.server)

    async def transcript(self, lesson_id: str, after: int) -> Transcript:
        """What was said since the first `after` lines."""
        response = await self._line.send("GET", f"{_path(lesson_id)}/transcript", query={"after": after})
        return understand(response, Transcript, self._line.server)

    async def ask(self, lesson_id: str, asked: NewQuestion) -> Asked:
        """Ask the teacher; repeat it with the same `request_id` until there is an answer."""
        return await self._signed.ask(Asked, "POST", f"{_path(lesson_id)}/questions", asked)

    async def asked(self, lesson_id: str) -> AskedList:
        """One's own questions so far, and what was answered."""
        return await self._signed.ask(AskedList, "GET", f"{_path(lesson_id)}/questions")

    async def playlist(self, address: str) -> str:
        """The text of a stream's playlist, wherever it is."""
        parts = urlsplit(address)
        line = Line(f"{parts.scheme}://{parts.netloc}")
        try:
            return (await line.send("GET", parts._replace(scheme="", netloc="").geturl() or "/")).text
        finally:
            await line.close()


def _path(lesson_id: str) -> str:
    return f"/v1/live/{quote(lesson_id, safe='')}"
