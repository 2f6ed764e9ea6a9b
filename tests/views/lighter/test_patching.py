from typing import Any

import flet as ft
import pytest
from flet.controls.base_control import BaseControl
from flet.controls.object_patch import DiffBuilder, ObjectPatchException

from views.lighter.patching import FLETS_OWN, FLETS_OWN_REMOVAL, configure, removed


def screen() -> ft.Control:
    """Controls in lists, in dictionaries and in values, with what is set and what is not."""
    border = ft.Border.all(1, ft.Colors.RED)
    field = ft.TextField(
        label="名字",
        border={ft.ControlState.DEFAULT: ft.OutlineInputBorder(side=ft.BorderSide(1))},
        suffix=ft.Text("cm"),
        on_change=print,
    )
    row = ft.Row([ft.Icon(ft.Icons.ADD), ft.Text("词", style=ft.TextStyle(size=12)), field], wrap=True)
    card = ft.Semantics(content=ft.Container(row, border=border, padding=8, key="k"), label="卡片", button=True)
    bar = ft.NavigationBar(destinations=[ft.NavigationBarDestination(icon=ft.Icons.HOME, label=w) for w in "今明"])
    return ft.Column([card, bar, ft.ListView([ft.Text(str(i), key=i) for i in range(3)])], spacing=0)


def state(control: BaseControl) -> tuple[Any, ...]:
    """What Flet has noted on a control."""
    reference = getattr(control, "_parent", None)
    parent = reference() if reference else None
    return (
        type(control),
        type(parent),
        getattr(control, "_frozen", None),
        dict(control._dirty),
        getattr(control, "_initialized", None),
        type(control).__flet_control_cls__,  # pyright: ignore[reportAttributeAccessIssue] # Flet adds it at run time
    )


def values_of(control: Any) -> list[Any]:
    """What Flet has noted on the values that are no controls."""
    return [
        (name, getattr(value, "_frozen", None), dict(value._dirty))
        for name, value in control._values.items()
        if hasattr(value, "_dirty") and not isinstance(value, BaseControl)
    ]


@pytest.mark.parametrize("frozen", [False, True])
@pytest.mark.parametrize("shallow", [False, True])
def test_controls_are_made_ready_as_flet_does_it(monkeypatch: pytest.MonkeyPatch, frozen: bool, shallow: bool):
    root = ft.Container()
    monkeypatch.setattr(DiffBuilder, "_configure_dataclass", FLETS_OWN)
    usual = list(FLETS_OWN(DiffBuilder(None, None, BaseControl), screen(), root, frozen, shallow))
    light = list(configure(DiffBuilder(None, None, BaseControl), screen(), root, frozen, shallow))
    assert [state(control) for control in light] == [state(control) for control in usual]
    assert [values_of(control) for control in light] == [values_of(control) for control in usual]
    assert len(light) == 1 or not shallow


@pytest.mark.parametrize("recurse", [False, True])
def test_what_leaves_is_found_as_flet_does_it(monkeypatch: pytest.MonkeyPatch, recurse: bool):
    monkeypatch.setattr(DiffBuilder, "_removed_controls", FLETS_OWN_REMOVAL)
    shown = screen()
    usual = list(FLETS_OWN_REMOVAL(DiffBuilder(None, None, BaseControl), shown, recurse))
    light = list(removed(DiffBuilder(None, None, BaseControl), shown, recurse))
    assert [id(control) for control in light] == [id(control) for control in usual]
    assert len(light) > 5 if recurse else len(light) == 1


def test_a_control_in_itself_is_refused_as_flet_does_it():
    box = ft.Container()
    box.content = box
    with pytest.raises(ObjectPatchException):
        list(configure(DiffBuilder(None, None, BaseControl), box, None, frozen=False))
