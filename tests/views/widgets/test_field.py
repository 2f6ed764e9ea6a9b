"""A field loses no key, however fast one types."""

# ruff: noqa: N802 - components are functions named like classes

import flet as ft

from tests.fakes.app import MemoryApp
from views.guard import component
from views.widgets import Field


@component
def Form():
    name, set_name = ft.use_state("")
    return ft.Column(
        [
            Field("名字", name, set_name, error="太短" if 0 < len(name) < 2 else None),
            ft.Text(f"你好，{name}"),
            ft.Button("清空", on_click=lambda: set_name("")),
        ]
    )


async def test_what_is_typed_is_told_and_checked():
    async with MemoryApp() as app:
        await app.start(lambda page: page.render(Form))
        await app.type(app.find(ft.TextField, label="名字"), "李")
        assert "你好，李" in app.texts()
        assert app.find(ft.TextField).error == "太短"


async def test_a_key_typed_while_the_last_one_is_drawn_stays():
    async with MemoryApp() as app:
        await app.start(lambda page: page.render(Form))
        field = app.find(ft.TextField)
        await app.session.dispatch_event(field._i, "change", "李")  # the event of the key before is still on its way …
        app.session.apply_patch(field._i, {"value": "李明"})  # … when the next one has changed the field
        await app.settle()
        assert app.find(ft.TextField).value == "李明"


async def test_a_value_set_from_outside_is_shown():
    async with MemoryApp() as app:
        await app.start(lambda page: page.render(Form))
        await app.type(app.find(ft.TextField), "李明")
        await app.click("清空")
        assert app.find(ft.TextField).value == ""
