"""What a restored server or device has lost comes back under the old ids."""

from hypothesis import given, settings
from hypothesis import strategies as st

from sync.text import CharId, Text, decode, encode, from_json, merge, missing_from, to_json
from tests.sync.text.peers import EDITS, Edit


def typed(name: str, edits: list[Edit], base: bytes | None = None) -> Text:
    text = decode(base, name) if base else Text(name)
    for place, removed, inserted in edits:
        start = place * len(text) // 1000
        text.splice(start, min(removed, len(text) - start), inserted)
    return text


def characters(text: Text) -> dict[CharId, bool]:
    return {
        CharId(text.replicas[span.replica], span.start + offset): span.text is not None
        for span in text.runs.spans()
        for offset in range(span.size)
    }


SOME = st.lists(EDITS, max_size=15)


@given(SOME, SOME, SOME)
@settings(deadline=None)
def test_after_healing_all_that_either_knew_is_known(base: list[Edit], here: list[Edit], there: list[Edit]) -> None:
    old = encode(typed("old", base))
    mine, other = typed("mine", here, old), typed("other", there, old)
    wanted = characters(mine)
    for char, shown in characters(other).items():
        wanted[char] = shown and wanted.get(char, True)  # a deletion on either side holds
    op = from_json(to_json(missing_from(mine, other)))
    other.apply(op)
    assert characters(other) == wanted
    assert missing_from(mine, other) == ()
    other.apply(op)
    assert characters(other) == wanted


@given(SOME, SOME)
@settings(deadline=None)
def test_a_server_that_lost_the_end_of_its_log_gets_the_same_text_back(base: list[Edit], lost: list[Edit]) -> None:
    restored = typed("old", base)
    mine = typed("mine", lost, encode(restored))
    merge(restored, mine)
    assert str(restored) == str(mine)


@given(SOME)
@settings(deadline=None)
def test_what_is_whole_needs_no_healing(edits: list[Edit]) -> None:
    text = typed("anna", edits)
    assert missing_from(text, decode(encode(text))) == ()


def test_two_devices_that_heal_the_same_loss_double_nothing() -> None:
    mine = typed("anna", [(0, 0, "gemeinsam"), (500, 2, "X")])
    other = decode(encode(mine), "bert")
    other.insert(0, "auch ")
    restored = Text()
    for op in (missing_from(mine, restored), missing_from(other, restored)):
        restored.apply(op)
    assert str(restored) == str(other)


def test_a_deletion_is_not_forgotten_when_the_character_comes_back_later() -> None:
    mine = typed("anna", [(0, 0, "ab")])
    stale = encode(mine)
    mine.delete(0, 1)
    restored = Text()
    merge(restored, mine)
    merge(restored, decode(stale))
    assert str(restored) == "b"


@given(SOME, SOME, SOME)
@settings(deadline=None)
def test_two_that_heal_an_empty_log_at_once_keep_each_others_deletions(
    base: list[Edit], here: list[Edit], there: list[Edit]
) -> None:
    old = encode(typed("old", base))
    mine, other = typed("mine", here, old), typed("other", there, old)
    sent = [missing_from(mine, Text()), missing_from(other, Text())]
    wanted = characters(mine)
    for char, shown in characters(other).items():
        wanted[char] = shown and wanted.get(char, True)
    for order in (sent, sent[::-1]):
        healed = Text()
        for op in order:
            healed.apply(from_json(to_json(op)))
        assert characters(healed) == wanted
