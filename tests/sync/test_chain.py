"""A chain says which operations came in which order."""

from sync.chain import EMPTY, extend


def folded(*entries: tuple[str, int]) -> str:
    chain = EMPTY
    for device, n in entries:
        chain = extend(chain, device, n)
    return chain


def test_the_same_log_has_the_same_chain() -> None:
    assert folded(("a", 1), ("b", 1)) == folded(("a", 1), ("b", 1))


def test_another_order_another_device_and_another_number_are_another_log() -> None:
    chains = {folded(("a", 1), ("b", 1)), folded(("b", 1), ("a", 1)), folded(("a", 1)), folded(("a", 11)), EMPTY}
    assert len(chains) == 5


def test_it_is_what_it_was_when_databases_were_written_with_it() -> None:
    assert folded(("laptop", 1), ("phone", 7)) == "f1f17ed2784e0463"
