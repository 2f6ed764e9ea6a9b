"""How the app looks, moves and speaks, chosen here and kept on this device."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import flet as ft

from client.texts import LANGUAGES, _
from views.context import use_app
from views.guard import component
from views.preferences import CONTRAST, LANGUAGE, MOTION, TEXT_SCALE, THEME, Preferences, load_preferences
from views.query import use_query
from views.theme import LABEL, L, Role, S
from views.widgets import Card, Segmented, Skeleton


@component
def PreferCard() -> Any:
    """The choices; every open window follows the settings, see `views.preferences`."""
    app = use_app()
    chosen: Preferences | None = use_query(lambda: load_preferences(app.client.store), {"setting"}).value
    if chosen is None:
        return Skeleton(1)  # not drawn with a guess: drawing it twice costs the screen a frame

    def keep(setting: str, read: Callable[[str], object] = str) -> Callable[[str], Awaitable[None]]:
        return lambda value: app.client.store.set_setting(setting, read(value))

    sizes = {"1.0": _("标准"), "1.25": _("大"), "1.5": _("更大"), "2.0": _("最大")}
    size = min(sizes, key=lambda key: abs(float(key) - chosen.text_scale))
    themes = {"light": _("浅色"), "dark": _("深色"), "system": _("跟随系统")}
    contrasts = {"normal": _("标准"), "high": _("高")}
    motions = {"full": _("有"), "reduced": _("减少")}
    return Card(
        _choice(_("外观"), "theme", themes, chosen.theme, keep(THEME)),
        _choice(_("字号"), "text-scale", sizes, size, keep(TEXT_SCALE, float)),
        _choice(_("对比度"), "contrast", contrasts, chosen.contrast, keep(CONTRAST)),
        _choice(_("动画"), "motion", motions, chosen.motion, keep(MOTION)),
        _choice(_("语言"), "language", LANGUAGES, chosen.language, keep(LANGUAGE)),
    )


def _choice(
    label: str, name: str, options: Mapping[str, str], value: str, choose: Callable[[str], Awaitable[None]]
) -> ft.Control:
    return ft.Row(
        [
            ft.Text(label, style=LABEL, color=Role.TEXT),
            Segmented(options, value, choose, name=name, label=label),
        ],
        alignment=ft.MainAxisAlignment.SPACE_BETWEEN,
        vertical_alignment=ft.CrossAxisAlignment.CENTER,
        wrap=True,
        spacing=L,
        run_spacing=S,
    )
