"""Moves of a space fold into one, which brings the operations along while they are few and without a gap."""

from server.hints.move import Move, small
from sync.wire import HINT_BYTES, Hint

ENTRY = '{"seq":2,"device":"d","n":1,"kind":"set","type":"note","id":"n","fields":{},"base":0,"stamp":"s"}'


def test_moves_that_follow_one_another_are_one() -> None:
    assert Move(1, "a", ("x",)).then(Move(3, "b", ("y", "z"))) == Move(3, "b", ("x", "y", "z"))


def test_after_a_gap_or_a_move_without_its_operations_only_the_head_is_told() -> None:
    assert Move(1, "a", ("x",)).then(Move(3, "b", ("z",))) == Move(3, "b")
    assert Move(1).then(Move(2, "b", ("y",))) == Move(2, "b")


def test_news_that_comes_late_changes_nothing() -> None:
    assert Move(3, "b", ("z",)).then(Move(2, "a", ("y",))) == Move(3, "b", ("z",))


def test_what_is_too_much_stays_at_home() -> None:
    long = "x" * (HINT_BYTES // 2 + 1)
    assert small([long]) == (long,)
    assert small([long, long]) == ()
    assert Move(1, "a", (long,)).then(Move(2, "b", (long,))) == Move(2, "b")


def test_a_device_reads_it_as_a_hint() -> None:
    hint = Hint.model_validate_json(Move(2, "c", (ENTRY,)).as_json("space"))
    assert (hint.space, hint.head, hint.chain, [entry.seq for entry in hint.entries]) == ("space", 2, "c", [2])
    assert Hint.model_validate_json(Move(7).as_json("space")) == Hint(space="space", head=7)
