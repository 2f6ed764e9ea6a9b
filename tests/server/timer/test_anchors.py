"""The server's word for what time it is."""

from datetime import timedelta

import pytest

from server.accounts.sealing import Sealing
from server.timer.anchors import Anchors
from sync.anchors import Anchor, AnchorRequest, is_good
from tests.fakes.clock import FakeClock
from tests.server.person import Device

ASKED = AnchorRequest(nonce="n1", boot="boot-1", boot_ms=1_234)


def test_a_device_gets_the_date_signed_for_it_alone(device: Device, stranger: Device):
    answer = device.http.post("/v1/timer/anchor", json=ASKED.model_dump())
    assert answer.status_code == 200
    anchor = Anchor.model_validate(answer.json())
    assert is_good(anchor, ASKED, device.session.account_id, anchor.key)
    assert not is_good(anchor, ASKED, stranger.session.account_id, anchor.key)


def test_nobody_gets_it_who_is_not_signed_in(device: Device):
    answer = device.http.post("/v1/timer/anchor", json=ASKED.model_dump(), headers={"Authorization": "Bearer x"})
    assert answer.status_code == 401


def test_the_key_is_the_same_as_long_as_the_servers_own_is():
    assert Anchors(Sealing(b"a" * 32), FakeClock()).key == Anchors(Sealing(b"a" * 32), FakeClock()).key
    assert Anchors(Sealing(b"a" * 32), FakeClock()).key != Anchors(Sealing(b"b" * 32), FakeClock()).key


@pytest.mark.parametrize(
    "changed",
    [{"utc_ms": 5}, {"nonce": "n2"}, {"boot": "boot-2"}, {"boot_ms": 9}, {"signature": "00" * 64}, {"signature": "x"}],
    ids=str,
)
def test_an_anchor_that_was_changed_is_not_good(changed: dict[str, object]):
    clock = FakeClock()
    anchors = Anchors(Sealing(b"a" * 32), clock)
    anchor = anchors.sign("account", ASKED)
    assert is_good(anchor, ASKED, "account", anchors.key)
    clock.advance(timedelta(days=1).total_seconds())
    assert not is_good(anchor.model_copy(update=changed), ASKED, "account", anchors.key)
