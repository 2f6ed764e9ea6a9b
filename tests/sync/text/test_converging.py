"""Whatever the order and however late: every device that has the log has the same text, and nobody's words are lost."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sync.text import Text, TextOp, from_json
from sync.text.ops import Bury, Insert
from sync.text.places import Gap
from tests.sync.text.peers import EDITS, WORDS, Device, Edit, Server

STEPS = st.lists(
    st.tuples(st.integers(0, 2), st.one_of(EDITS, st.integers(0, 3).map(lambda n: ("push", n)), st.just(("pull", 1)))),
    max_size=60,
)


def run(steps: list) -> tuple[Server, list[Device]]:
    """The steps, and then all that is pending sent; nobody has pulled the end yet."""
    server = Server()
    devices = [Device(server, name) for name in ("anna", "bert", "cleo")]
    for number, step in steps:
        match step:
            case ("push", count):
                devices[number].push(count)
            case ("pull", count):
                devices[number].pull(count)
            case _:
                devices[number].type(*step)
    for device in devices:
        device.push()
    return server, devices


@given(STEPS)
@settings(max_examples=300, deadline=None)
def test_all_devices_end_with_the_same_text(steps: list) -> None:
    _server, devices = run(steps)
    for device in devices:
        device.pull()
    assert len({str(device) for device in devices}) == 1
    assert len({device.state for device in devices}) == 1, "the states are the same byte for byte"
    assert not any(device.pending for device in devices)


def beside_its_neighbour(edits: list[Edit]) -> None:
    """Bert types after the x, whatever Anna does before it or behind it at the same time."""
    server = Server()
    anna, bert = Device(server, "anna"), Device(server, "bert")
    anna.type(0, 0, "beforexbehind")
    for device in (anna, bert):
        device.push()
        device.pull()
    for place, removed, inserted in edits:
        length, x = len(anna.text), str(anna).index("x")
        start = place * length // 1000
        room = x - start if start <= x else length - start  # the x itself stays
        if start != x + 1:
            anna.pending.append(anna.text.splice(start, min(removed, room), inserted.replace("x", "")))
    bert.pending.append(bert.text.insert(str(bert).index("x") + 1, "BERT"))
    anna.push()
    bert.push()
    for device in (anna, bert):
        device.pull()
        assert "xBERT" in str(device)


@given(st.lists(EDITS, max_size=10))
@settings(deadline=None)
def test_what_is_typed_after_a_character_stays_there(edits: list[Edit]) -> None:
    beside_its_neighbour(edits)


def test_a_text_by_position_instead_of_ids_does_not_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    """So the property above does see what ids are for."""

    def by_position(self: Text, part: Insert | Bury) -> Gap:
        return self.runs.at(min(part.anchor_counter + 1, len(self)))

    monkeypatch.setattr(Text, "_place", by_position)
    with pytest.raises(AssertionError):
        beside_its_neighbour([(0, 0, "and ")])


@given(st.lists(EDITS, min_size=1, max_size=10), WORDS, st.data())
@settings(deadline=None)
def test_text_typed_inside_a_passage_that_another_deletes_survives(before: list[Edit], word: str, data) -> None:
    server = Server()
    anna, bert = Device(server, "anna"), Device(server, "bert")
    for edit in before:
        anna.type(*edit)
    anna.push()
    for device in (anna, bert):
        device.pull()
    bert.type(data.draw(st.integers(0, 1000)), 0, word)
    anna.pending.append(anna.text.delete(0, len(anna.text)))
    for device in data.draw(st.permutations([anna, bert])):
        device.push()
    for device in (anna, bert):
        device.pull()
        assert str(device) == word


KEYS = st.lists(st.tuples(st.booleans(), st.integers(0, 1000)), min_size=1, max_size=12)
"""Who presses the next key, and where within what they have typed so far."""


@given(WORDS, st.integers(0, 1000), KEYS, st.booleans())
@settings(max_examples=300, deadline=None)
def test_what_two_people_type_in_the_same_place_is_not_mixed(base: str, place: int, keys, backwards: bool) -> None:
    server = Server()
    first = Device(server, "first")
    first.type(0, 0, base)
    first.push()
    people = [Device(server, "anna"), Device(server, "bert")]
    for device in people:
        device.pull()
    at, typed = place * len(base) // 1000, ["", ""]
    for who, where in keys:
        within = 0 if backwards else where * (len(typed[who]) + 1) // 1001
        key = "AB"[who]
        people[who].pending.append(people[who].text.insert(at + within, key))
        typed[who] += key
        people[who].push()  # key by key the log mixes them
    for device in people:
        device.pull()
        assert not re.search("AB+A|BA+B", str(device))
        assert str(device).count("A") + str(device).count("B") == len(keys)


@given(STEPS, st.data())
@settings(deadline=None)
def test_edits_that_come_twice_change_nothing(steps: list, data) -> None:
    log = log_of(steps)
    once, often = Text(), Text()
    for number, op in enumerate(log):
        once.apply(op)
        often.apply(op)
        often.apply(log[data.draw(st.integers(0, number))])
    assert str(often) == str(once)


@given(STEPS, st.data())
@settings(deadline=None)
def test_edits_whose_neighbours_never_came_keep_their_words(steps: list, data) -> None:
    log = log_of(steps)
    kept = [op for op in log if data.draw(st.booleans())]
    text, other = Text(), Text()
    for op in kept:
        text.apply(op)
        other.apply(op)
    assert str(text) == str(other)
    deleted = {
        (p.replica, p.counter + i) for op in kept for p in op if not isinstance(p, Insert) for i in range(p.size)
    }
    words = [
        character
        for op in kept
        for p in op
        if isinstance(p, Insert)
        for i, character in enumerate(p.text)
        if (p.replica, p.counter + i) not in deleted
    ]
    shown = sorted(str(text))
    for character in words:  # what was deleted before it came may be shown; nothing that was typed may be missing
        shown.remove(character)


def log_of(steps: list) -> list[TextOp]:
    server, _devices = run(steps)
    return [from_json(value) for value in server.log]
