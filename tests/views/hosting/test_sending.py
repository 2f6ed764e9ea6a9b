import asyncio
from collections.abc import Iterator

import pytest
from flet.messaging.protocol import Message, MessageAction, SessionCrashedBody
from flet_web.fastapi import FletApp, app_manager

from views.hosting.sending import send_lightly


class Speechless(SessionCrashedBody):
    """A message that is never to be written out as text."""

    def __repr__(self) -> str:
        raise AssertionError("written out")


FLETS_OWN = FletApp.send_message
MESSAGE = Message(MessageAction.SESSION_CRASHED, SessionCrashedBody("x"))


@pytest.fixture(autouse=True)
def sending() -> Iterator[None]:
    """Our way of sending, for one test."""
    send_lightly(FletApp)
    yield
    FletApp.send_message = FLETS_OWN


def connection(queue: asyncio.Queue[bytes] | None) -> FletApp:
    """A browser's connection with that queue: Flet takes the queue away once the browser has closed its socket."""
    made = FletApp(asyncio.get_running_loop(), app_manager.executor, lambda _page: None, None)
    vars(made)["_FletApp__send_queue"] = queue
    return made


async def test_what_is_sent_to_a_browser_that_has_left_is_let_go():
    connection(None).send_message(MESSAGE)


async def test_a_message_goes_to_the_browser_as_flet_would_send_it():
    light: asyncio.Queue[bytes] = asyncio.Queue()
    connection(light).send_message(MESSAGE)
    usual: asyncio.Queue[bytes] = asyncio.Queue()
    with pytest.MonkeyPatch.context() as undone:
        undone.setattr(FletApp, "send_message", FLETS_OWN)
        connection(usual).send_message(MESSAGE)
    assert light.get_nowait() == usual.get_nowait()


async def test_no_message_is_written_out_as_text():
    queue: asyncio.Queue[bytes] = asyncio.Queue()
    connection(queue).send_message(Message(MessageAction.SESSION_CRASHED, Speechless("x")))
    assert queue.qsize() == 1
