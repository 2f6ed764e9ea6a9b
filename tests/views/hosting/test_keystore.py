"""The phone's keystore is asked through the page, with the options that matter, and never waited for without end."""

import asyncio
from typing import Any

import pytest
from flet_secure_storage import KeychainAccessibility, SecureStorage

from client.timer.safe import Safe
from tests.fakes.app import MemoryApp
from tests.fakes.safe import MemorySafe
from views.hosting import keystore
from views.hosting.keystore import PhoneKeystore, has_keystore


class Phone(MemoryApp):
    """A client whose keystore keeps what it is given."""

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[str, Any] = {}
        self.is_deaf = False

    def send_message(self, message: Any) -> None:
        if getattr(message.body, "name", "") not in ("get", "set"):
            super().send_message(message)
            return
        self.sent.append(message)
        if self.is_deaf:
            return
        body = message.body
        if body.name == "set":
            self.kept[body.args["key"]] = body.args["value"]
        answer = self.kept.get(body.args["key"]) if body.name == "get" else None
        self.loop.call_soon(
            lambda: self.session.handle_invoke_method_results(body.control_id, body.call_id, answer, None)
        )


async def test_the_safe_is_sealed_by_the_phones_keystore() -> None:
    async with await Phone().start(lambda _page: None) as phone:
        place = MemorySafe()
        safe = await Safe.open(place, await PhoneKeystore.on(phone.page))
        await safe.put("pin", "271828")
        await safe.close()
        assert safe.is_sealed
        assert "271828" not in (place.text or "")
        again = await Safe.open(place, await PhoneKeystore.on(phone.page))
        assert again.get("pin") == "271828"
        await again.close()
        assert list(phone.kept) == [keystore.ENTRY]
        storage = next(s for s in phone.page._services._services if isinstance(s, SecureStorage))
        assert not storage.android_options.reset_on_error
        assert storage.ios_options.accessibility == KeychainAccessibility.FIRST_UNLOCK_THIS_DEVICE


async def test_a_keystore_that_does_not_answer_is_not_waited_for_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keystore, "READ_S", 0.05)
    async with await Phone().start(lambda _page: None) as phone:
        phone.is_deaf = True
        with pytest.raises(OSError, match="does not answer"):
            async with asyncio.timeout(20):
                await (await PhoneKeystore.on(phone.page)).read()


def test_phones_have_a_keystore_and_desktops_go_by_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FLET_PLATFORM", raising=False)
    assert not has_keystore()
    for platform, has in (("android", True), ("ios", True), ("linux", False), ("windows", False)):
        monkeypatch.setenv("FLET_PLATFORM", platform)
        assert has_keystore() == has
