"""The hub of one server process: knows the open streams, and passes on that a space has moved.

Everything here happens on the event loop; worker threads hand their news over to it after they have committed.
Several server processes will need a bus between their hubs (NATS or Redis); a hint says nothing that a pull does not.
"""

from __future__ import annotations

import asyncio

from server.hints.move import Move
from server.hints.pointed import Pointed
from server.hints.stream import HintStream


class Hub:
    """One stream a device. Make it on the running event loop."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._streams: dict[str, HintStream] = {}
        self._by_space: dict[str, dict[HintStream, None]] = {}  # in the order in which they came
        self._changes = 0  # how often members, or their roles, became others
        self._changed_at: dict[str, int] = {}  # by space, and by account that was dismissed: the number of that change
        self._listed_at: dict[str, int] = {}  # by device: how many changes there were when it asked for its spaces
        self._closed = False

    def tell(self, space_id: str, move: Move) -> None:
        """From any thread: the space has moved on, and that is committed."""
        self._loop.call_soon_threadsafe(self._tell, space_id, move)

    def point(self, pointed: Pointed) -> None:
        """From any thread: a member's cursor is there now."""
        self._loop.call_soon_threadsafe(self._point, pointed)

    def end_device(self, device_id: str, *, elsewhere: bool = False) -> None:
        """From any thread: the device is revoked; `elsewhere`: whoever has its tokens goes on under another id."""
        self._loop.call_soon_threadsafe(self._end_device, device_id, elsewhere)

    def admit(self, account_id: str, space_id: str) -> None:
        """From any thread: the account has become a member of the space, and that is committed."""
        self._loop.call_soon_threadsafe(self._admit, account_id, space_id)

    def dismiss(self, account_id: str, space_id: str) -> None:
        """From any thread: the account is no longer a member of the space, and that is committed."""
        self._loop.call_soon_threadsafe(self._dismiss, account_id, space_id)

    def members_changed(self, space_id: str) -> None:
        """From any thread: members of the space, or their roles, are others now."""
        self._loop.call_soon_threadsafe(self._members_changed, space_id)

    def battles_moved(self, space_id: str) -> None:
        """On the event loop: battles of the space, or who is in them, are others now."""
        for stream in self._by_space.get(space_id, ()):
            stream.battles_moved()

    def listing(self, device_id: str) -> None:
        """From any thread: the device asks for its spaces; call it before they are read."""
        self._listed_at[device_id] = self._changes

    def listening(self) -> frozenset[str]:
        """From any thread: the devices whose streams are open."""
        return frozenset(tuple(self._streams))

    def open(self, device_id: str, account_id: str) -> HintStream:
        """A stream for the device, that ends the one it had.

        What has changed between the device's asking for its spaces and this stream, it is told by it: of an account
        that was dismissed here, for of a space that is gone no hint comes, and of members in `follow`.
        """
        self._end_device(device_id, elsewhere=True)
        stream = HintStream(device_id, account_id)
        self._streams[device_id] = stream
        self._tell_missed(stream, account_id)
        if self._closed:
            stream.end()
        return stream

    def follow(self, stream: HintStream, spaces: frozenset[str]) -> None:
        """Let the stream hear of these spaces from now on."""
        self._forget_spaces(stream)
        stream.spaces = spaces
        for space_id in spaces:
            self._by_space.setdefault(space_id, {})[stream] = None
            self._tell_missed(stream, space_id)

    def leave(self, stream: HintStream) -> None:
        """The stream's connection is gone."""
        self._forget_spaces(stream)
        if self._streams.get(stream.device_id) is stream:
            del self._streams[stream.device_id]

    def close(self) -> None:
        """The server stops: end all streams, and every one that still comes."""
        self._closed = True
        for stream in self._streams.values():
            stream.end()

    def _tell(self, space_id: str, move: Move) -> None:
        for stream in self._by_space.get(space_id, ()):
            if stream.device_id != move.device_id:
                stream.moved(space_id, move)

    def _point(self, pointed: Pointed) -> None:
        for stream in self._by_space.get(pointed.told.space, ()):
            if stream.device_id != pointed.told.device_id:
                stream.pointed(pointed)

    def _admit(self, account_id: str, space_id: str) -> None:
        for stream in [one for one in self._streams.values() if one.account_id == account_id]:
            self.follow(stream, stream.spaces | {space_id})
        self._members_changed(space_id)

    def _dismiss(self, account_id: str, space_id: str) -> None:
        self._members_changed(space_id)
        self._changed_at[account_id] = self._changes
        for stream in [one for one in self._streams.values() if one.account_id == account_id]:
            followed = stream.spaces - {space_id}
            self.follow(stream, followed)
            stream.forget(space_id)
            stream.respaced()  # also one that has just been opened, and follows nothing yet

    def _members_changed(self, space_id: str) -> None:
        self._changes += 1
        self._changed_at[space_id] = self._changes
        for stream in self._by_space.get(space_id, ()):
            stream.respaced()

    def _tell_missed(self, stream: HintStream, changed: str) -> None:
        """`changed`: the id of a space or an account."""
        if self._changed_at.get(changed, 0) > self._listed_at.get(stream.device_id, self._changes):
            stream.respaced()

    def _end_device(self, device_id: str, elsewhere: bool) -> None:
        if stream := self._streams.get(device_id):
            stream.end(elsewhere=elsewhere)

    def _forget_spaces(self, stream: HintStream) -> None:
        for space_id in stream.spaces:
            listeners = self._by_space[space_id]
            listeners.pop(stream, None)
            if not listeners:
                del self._by_space[space_id]
