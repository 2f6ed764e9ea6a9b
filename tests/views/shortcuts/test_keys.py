"""Which key reaches whom."""

from dataclasses import dataclass

import pytest

from views.shortcuts.keys import APP, OVER, PART, Keys, Layer, Shortcut
from views.shortcuts.names import name_of, shown_name


@dataclass
class Key:
    """A press, as Flet reports it."""

    key: str
    shift: bool = False
    ctrl: bool = False
    alt: bool = False
    meta: bool = False


class Heard:
    """Shortcuts that note what they were told."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def shortcut(self, who: str, *keys: str, typing: bool = False) -> Shortcut:
        async def run(key: str) -> None:
            self.said.append(f"{who} {key}")

        return Shortcut(keys, who, run, typing=typing)


@pytest.mark.parametrize(
    ("pressed", "name"),
    [
        (Key("k", ctrl=True), "Ctrl+K"),
        (Key("K", meta=True), "Ctrl+K"),
        (Key("1", alt=True), "Alt+1"),
        (Key("Arrow Down"), "Down"),
        (Key("Escape"), "Esc"),
        (Key(" "), "Space"),
        (Key("Numpad 3"), "3"),
        (Key("Numpad Enter"), "Enter"),
        (Key("?", shift=True), "?"),
        (Key("/", shift=True), "?"),
        (Key("？", shift=True), "?"),
        (Key("Tab", shift=True), "Shift+Tab"),
    ],
)
def test_keys_have_one_name_on_every_system(pressed: Key, name: str):
    assert name_of(pressed) == name


def test_the_sheet_writes_keys_as_they_are_printed_on_them():
    assert shown_name("Ctrl+K") == "Ctrl K"
    assert shown_name("Ctrl+K", apple=True) == "Cmd K"
    assert shown_name("Down") == "↓"


async def test_what_opened_last_hears_first_and_the_frame_last():
    keys, heard = Keys(), Heard()
    close = keys.open(Layer(PART, "quiz", [heard.shortcut("quiz", "Enter")]))
    keys.open(Layer(APP, "frame", [heard.shortcut("frame", "Enter", "Esc")]))
    await keys.press(Key("Enter"))
    await keys.press(Key("Escape"))
    close()
    await keys.press(Key("Enter"))
    assert heard.said == ["quiz Enter", "frame Esc", "frame Enter"]


async def test_plain_keys_rest_while_somebody_types():
    keys, heard = Keys(), Heard()
    keys.open(Layer(APP, "frame", [heard.shortcut("sheet", "?"), heard.shortcut("palette", "Ctrl+K", typing=True)]))
    keys.types("a field")
    assert not await keys.press(Key("?", shift=True))
    assert await keys.press(Key("k", ctrl=True))
    keys.rests("another field")  # the focus has moved on before the old field told that it lost it
    assert keys.typing
    keys.rests("a field")
    assert await keys.press(Key("?", shift=True))
    assert heard.said == ["palette Ctrl+K", "sheet ?"]


async def test_what_lies_over_a_screen_keeps_the_keys_for_itself():
    keys, heard = Keys(), Heard()
    keys.open(Layer(PART, "quiz", [heard.shortcut("quiz", "1")]))
    keys.open(Layer(OVER, "palette", [heard.shortcut("palette", "Esc", typing=True)], modal=True))
    assert not await keys.press(Key("1"))
    assert await keys.press(Key("Escape"))


async def test_a_dialog_that_listens_to_nothing_itself_has_the_keyboard_alone():
    keys, heard = Keys(lambda: True), Heard()
    keys.open(Layer(APP, "frame", [heard.shortcut("frame", "Esc")]))
    assert not await keys.press(Key("Escape"))


def test_the_sheet_leaves_out_layers_that_say_nothing():
    keys, heard = Keys(), Heard()
    keys.open(Layer(APP, "frame", [heard.shortcut("frame", "Esc")]))
    keys.open(Layer(PART, "silent", [heard.shortcut("", "Tab")]))
    assert [layer.title for layer in keys.layers()] == ["frame"]
