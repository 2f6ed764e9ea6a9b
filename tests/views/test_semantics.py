"""What every screen says to people who do not see it or do not point at it, read from its controls."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import flet as ft
import pytest
from flet.controls.base_control import BaseControl

from client.bootstrap import open_client
from tests.fakes.app import DESKTOP, PHONE, MemoryApp
from tests.fakes.clock import AFTERNOON, NIGHT, FakeClock
from tests.fakes.opened import NOWHERE, open_window
from tests.fakes.screens import open_each
from tests.gallery.life import live
from tests.gallery.paths import all_paths
from views.theme import TARGET
from views.widgets import Chip, IconAction, PrimaryButton

FILLED = (ft.TextField, ft.Dropdown, ft.Checkbox, ft.Switch, ft.Slider, ft.Radio, ft.SegmentedButton)
BUTTONS = (ft.Button, ft.FilledButton, ft.OutlinedButton, ft.TextButton, ft.IconButton)
WORDS = ("value", "text", "label", "tooltip", "semantics_label", "hint_text", "title")


@dataclass(frozen=True)
class Placed:
    """A control and all that it is in, the outermost first."""

    control: BaseControl
    around: tuple[BaseControl, ...]

    @property
    def words(self) -> str:
        """What a screen reader would say of it."""
        own = " ".join(_said(control) for control in MemoryApp.below(self.control))
        frame = [part for part in self.around if isinstance(part, ft.Semantics) and part.label]
        return " ".join([own, *(str(part.label) for part in frame)]).strip()

    def inside(self, *kinds: type) -> bool:
        return any(isinstance(part, kinds) for part in self.around)


def placed(control: BaseControl, around: tuple[BaseControl, ...] = ()) -> Iterator[Placed]:
    """All controls on the screen below `control`, each with its place."""
    yield Placed(control, around)
    for child in MemoryApp.children(control):
        yield from placed(child, (*around, control))


def faults(root: BaseControl) -> Iterator[str]:
    """What is wrong, as sentences."""
    headings = 0
    for place in placed(root):
        control = place.control
        headings += isinstance(control, ft.Semantics) and bool(control.header)
        pressed = getattr(control, "on_click", None) is not None
        if (pressed or isinstance(control, FILLED)) and not place.words:
            yield f"{_short(place)} has no name"
        if pressed and isinstance(control, ft.Container):
            yield from _container_faults(place)
        if pressed or isinstance(control, FILLED):
            yield from _size_faults(place)
    if not headings:
        yield "no heading is marked"


def _container_faults(place: Placed) -> Iterator[str]:
    control = place.control
    assert isinstance(control, ft.Container)
    roles = [part for part in place.around if isinstance(part, ft.Semantics) and _role(part)]
    if not roles:
        yield f"{_short(place)} can be pressed and does not say that it is a button"
    inner = [part for part in MemoryApp.below(control) if part is not control and getattr(part, "on_click", None)]
    if not control.ink and not inner:
        yield f"{_short(place)} cannot be reached by the keyboard: only ink takes the focus"


def _role(part: ft.Semantics) -> bool:
    return any(
        value is not None and value is not False
        for value in (part.button, part.link, part.checked, part.toggled, part.selected)
    )


def _size_faults(place: Placed) -> Iterator[str]:
    for name in ("width", "height"):
        size = getattr(place.control, name, None)
        if size is not None and size < TARGET and not place.inside(ft.Semantics):
            yield f"{_short(place)} has a {name} of {size}"


def _said(control: BaseControl) -> str:
    said = [getattr(control, name, None) for name in WORDS]
    content = getattr(control, "content", None)
    return " ".join(word for word in [*said, content] if isinstance(word, str) and word.strip())


def _short(place: Placed) -> str:
    named = [part.identifier for part in place.around if isinstance(part, ft.Semantics) and part.identifier]
    return f"{type(place.control).__name__} {place.words[:24]!r} in {named[-1] if named else '—'}"


@pytest.mark.parametrize("now", [AFTERNOON, NIGHT], ids=["by day", "at night"])
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
async def test_every_control_of_every_screen_has_a_name_a_role_and_room(
    tmp_path: Path, size: tuple[float, float], now: datetime
) -> None:
    lived = await live(tmp_path, now)
    client = await open_client(tmp_path, server_url=NOWHERE, clock=FakeClock(now))
    found: set[str] = set()
    try:
        async with open_window(client, "/", size) as app:
            async for path in open_each(app, all_paths(lived)):
                found |= {f"{path}: {fault}" for root in app.roots() for fault in faults(root)}
    finally:
        await client.close()
    assert not found, "\n".join(sorted(found))


@pytest.mark.parametrize(
    ("control", "fault"),
    [
        (ft.IconButton(ft.Icons.ADD, on_click=print), "has no name"),
        (ft.TextField(), "has no name"),
        (ft.IconButton(ft.Icons.ADD, tooltip="加", width=32, on_click=print), "has a width of 32"),
        (ft.Container(ft.Text("卡片"), on_click=print, ink=True), "does not say that it is a button"),
        (ft.Semantics(content=ft.Container(ft.Text("卡片"), on_click=print), button=True), "by the keyboard"),
        (ft.Text("没有标题"), "no heading"),
    ],
)
def test_a_fault_is_seen(control: ft.Control, fault: str) -> None:
    assert any(fault in sentence for sentence in faults(ft.Column([control])))


def test_our_own_parts_have_no_fault() -> None:
    heading = ft.Semantics(content=ft.Text("标题"), header=True)
    parts = [PrimaryButton("开始", print), IconAction(ft.Icons.ADD, "加", print), Chip("全部", on_click=print)]
    assert list(faults(ft.Column([heading, *parts]))) == []
