"""When a device meets the server: what has diverged, and what is done about it."""

import pytest

from sync.meeting import Verdict, compare
from sync.ports import Place, Where
from sync.wire import Space, SpaceList

HERE = Where("d", last_n=9, sent_n=8, acked_n=7, epoch="e", places={"s": Place(5, "c5")})


def told(head: int = 5, chain: str = "c5", expected_n: int = 8, epoch: str = "e") -> SpaceList:
    space = Space(id="s", kind="personal", role="owner", head=head, chain=chain)
    return SpaceList(spaces=[space], expected_n=expected_n, epoch=epoch)


@pytest.mark.parametrize("expected_n", [8, 9])
def test_a_server_that_has_all_it_acknowledged_and_nothing_unknown_is_as_it_was(expected_n: int) -> None:
    assert compare(HERE, told(expected_n=expected_n)) == Verdict(False, [])
    assert compare(HERE, told(head=6, chain="c6", expected_n=expected_n)) == Verdict(False, [])


@pytest.mark.parametrize("expected_n", [1, 7])
def test_a_server_that_lost_what_it_acknowledged_was_restored(expected_n: int) -> None:
    assert compare(HERE, told(expected_n=expected_n)).renew


def test_a_server_that_knows_what_was_never_sent_speaks_of_a_device_that_was_restored() -> None:
    assert compare(HERE, told(expected_n=10)) == Verdict(True, [])


def test_a_shorter_log_and_one_with_another_chain_are_other_logs() -> None:
    assert compare(HERE, told(head=4, chain="c4")) == Verdict(True, ["s"])
    assert compare(HERE, told(chain="x5")) == Verdict(True, ["s"])


def test_a_chain_that_is_not_known_proves_nothing() -> None:
    assert compare(HERE._replace(places={"s": Place(5)}), told(chain="x5")) == Verdict(False, [])


def test_another_database_is_trusted_where_the_chain_is_the_same() -> None:
    assert compare(HERE, told(epoch="f")) == Verdict(True, [])
    assert compare(HERE, told(head=6, chain="c6", epoch="f")) == Verdict(True, ["s"])


def test_what_was_found_out_on_the_way_is_put_right() -> None:
    assert compare(HERE, told(head=6, chain="c6"), {"s"}) == Verdict(True, ["s"])
    assert compare(HERE, told(), {""}) == Verdict(True, [])
    assert compare(HERE._replace(next_id="d2"), told()) == Verdict(True, [])
