"""Sending to a browser, as Flet 1.0.5 does it but for two things.

A browser that leaves while something is being sent to it: the connection forgets its queue when the browser closes the
socket, before its session knows, and the next message would raise inside the session's update loop and end it. What
nobody can receive any more is dropped here, as Flet does for its data channels; a tab that comes back is sent its whole
screen anyway. And Flet writes every message out as text for its log, also when nobody logs: 40 ms for a list.
"""

from __future__ import annotations

from typing import Any

import msgpack
from flet.controls.base_control import BaseControl
from flet.messaging.protocol import configure_encode_object_for_msgpack

PROTOCOL = b"\x00"  # before every message; 1 stands before data of a channel


def send_lightly(connection: Any) -> None:
    """Give Flet's class of a browser's connection this way of sending."""
    pack_control = configure_encode_object_for_msgpack(BaseControl)

    def send_message(self: Any, message: Any) -> None:
        if self._FletApp__send_queue is not None:
            body: Any = msgpack.packb([message.action, message.body], default=pack_control)
            self._FletApp__send_queue.put_nowait(PROTOCOL + body)

    connection.send_message = send_message
