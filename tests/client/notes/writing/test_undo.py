"""Undo takes back one's own edits, and nobody else's."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from client.notes.typing import Typing
from client.notes.writing.change import Change
from sync.text import Splice, Text, decode, encode


def opened(words: str = "") -> Typing:
    text = Text("seed")
    text.insert(0, words)
    return Typing(text, "mine")


def afar(typing: Typing, *changes: Splice) -> None:
    """Another device changes the text, and it arrives."""
    other = decode(encode(typing._text), "theirs")
    other.write_as("theirs", other.counter)
    for change in changes:
        other.splice(*change)
    typing.meet(other)


def test_keys_in_a_row_are_one_step_and_a_rest_parts_them() -> None:
    typing = opened()
    for at, words in enumerate(("一", "一二", "一二三")):
        typing.type(words, at * 0.2)
    typing.type("一二三四", 9.0)
    assert typing.turn(9.1, back=True)
    assert typing.body == "一二三"
    assert typing.turn(9.2, back=True)
    assert typing.body == ""
    assert not typing.turn(9.3, back=True)
    assert typing.turn(9.4, back=False)
    assert typing.turn(9.5, back=False)
    assert typing.body == "一二三四"
    assert not typing.can_redo


def test_what_another_device_typed_stays() -> None:
    typing = opened("头尾")
    typing.type("头中间尾", 0.0)
    afar(typing, Splice(2, 0, "他"), Splice(0, 0, "前"))
    assert typing.body == "前头中他间尾"
    assert typing.turn(20.0, back=True)
    assert typing.body == "前头他尾"
    assert typing.turn(20.1, back=False)
    assert typing.body == "前头中间他尾"


def test_what_was_deleted_comes_back_where_it_was() -> None:
    typing = opened("一二三")
    typing.type("一三", 0.0)
    afar(typing, Splice(0, 0, "零"))
    assert typing.turn(20.0, back=True)
    assert typing.body == "零一二三"
    assert typing.selection == (3, 3)


def test_what_another_device_deleted_does_not_come_back() -> None:
    typing = opened()
    typing.type("一二三", 0.0)
    afar(typing, Splice(1, 1, ""))
    assert typing.turn(20.0, back=True)
    assert typing.body == ""
    assert typing.turn(20.1, back=False)
    assert typing.body == "一三"


def test_a_command_is_a_step_of_its_own() -> None:
    typing = opened()
    typing.type("字", 0.0)
    typing.put(Change(0, 1, "**字**", 2, 3), 0.1)
    assert (typing.body, typing.selection) == ("**字**", (2, 3))
    typing.turn(0.2, back=True)
    assert typing.body == "字"


def test_a_key_that_was_pressed_before_the_command_was_shown_is_kept() -> None:
    typing = opened("- 一")
    typing.type("- 一\n", 0.0)
    typing.put(Change(4, 0, "- ", 6, 6), 0.0)
    assert typing.type("- 一\n二", 0.05), "typed in what was shown before: to be shown anew"
    assert sorted(typing.body) == sorted("- 一\n- 二")


@settings(deadline=None)  # the machine may be busy
@given(st.lists(st.tuples(st.integers(0, 99), st.integers(0, 3), st.text("ab字\n", max_size=4)), max_size=12))
def test_all_taken_back_is_the_beginning_and_all_done_again_the_end(edits: list[tuple[int, int, str]]) -> None:
    typing = opened("开始的文字")
    for when, (place, removed, inserted) in enumerate(edits):
        body = typing.body
        start = place % (len(body) + 1)
        typing.type(body[:start] + inserted + body[start + removed :], when * 10.0)
    end = typing.body
    while typing.turn(1000.0, back=True):
        pass
    assert typing.body == "开始的文字"
    while typing.turn(1000.0, back=False):
        pass
    assert typing.body == end
    stored = Text("seed")
    stored.insert(0, "开始的文字")
    stored.apply(typing.waiting)
    assert str(stored) == end, "what is saved is what is shown"


def test_a_long_text_is_typed_in_part_by_part() -> None:
    typing = opened("".join(f"# {i}\n" + "字" * 900 + "\n\n" for i in range(40)))
    whole = typing.body
    assert len(typing.shown) < 8000
    typing.go(whole.index("# 20"))
    typing.drawn(typing.give(), 8.9)
    begin = typing.part[0]
    typing.type("新" + typing.shown, 9.0)
    assert typing.body == whole[:begin] + "新" + whole[begin:]
    afar(typing, Splice(0, 0, "前言\n"))
    assert typing.shown.startswith("新")
    assert typing.part[0] == begin + 3
    typing.turn(30.0, back=True)
    assert typing.body == "前言\n" + whole
