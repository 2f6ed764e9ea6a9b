"""A course to take away: for Moodle, for Anki, or as an open pack for another device."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

import flet as ft

from client.texts import _
from views.command import use_command
from views.context import use_app
from views.guard import component
from views.picker import use_picker
from views.soon import use_soon
from views.theme import CAPTION, Role, S
from views.widgets import ErrorNote, SecondaryButton, Section, ident

if TYPE_CHECKING:
    from client.courses.exporting import Form


@component
def TakeAway(course_id: str) -> Any:
    """The forms that a course can be taken away in; it stands below all lessons."""
    return _Forms(course_id) if use_soon() else ft.Container()


@component
def _Forms(course_id: str) -> Any:
    """Three files that a course can become; what one of them cannot hold is said after it was saved."""
    app = use_app()
    picker = use_picker()

    async def take(form: Form) -> None:
        made = await app.client.courses.export(course_id, form)
        await picker().save_file(file_name=made.name, src_bytes=made.data)
        if made.notes:
            app.toast(_("{name}：有 {n} 处不能原样带走").format(name=made.name, n=len(made.notes)))

    taking = use_command(take)
    names: dict[Form, str] = {"pack": _("学伴课程包"), "gift": "Moodle GIFT", "apkg": "Anki"}

    def taken(form: Form) -> Callable[[], Awaitable[None]]:
        async def press() -> None:
            await taking.run(form)

        return press

    buttons: list[ft.Control] = [
        ident(f"export-{form}", SecondaryButton(name, taken(form), busy=taking.running)) for form, name in names.items()
    ]
    words = _("存成别的程序也能打开的文件，想换地方学也带得走。")
    return Section(
        _("带走这门课"),
        ft.Text(words, style=CAPTION, color=Role.QUIET),
        ft.Row(buttons, wrap=True, spacing=S, run_spacing=S),
        *([ErrorNote(taking.error)] if taking.error else []),
    )
