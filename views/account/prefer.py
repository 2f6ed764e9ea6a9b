"""How the app looks, moves and speaks, chosen here and kept on this device."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import flet as ft

from client.help import REGION, REGIONS
from client.texts import LANGUAGES, _
from views.context import use_app
from views.guard import component
from views.preferences import CONTRAST, LANGUAGE, MOTION, TEXT_SCALE, THEME, Preferences, load_preferences
from views.query import use_query
from views.theme import LABEL, L, Role, S
from views.widgets import Card, Segmented, Skeleton


@component
def PreferCard(only: tuple[str, ...] = ()) -> Any:
    """The choices, or `only` those; every open window follows the settings, see `views.preferences`."""
    app = use_app()

    async def read() -> tuple[Preferences, str]:
        return await load_preferences(app.client.store), str(await app.client.store.setting(REGION, ""))

    found: tuple[Preferences, str] | None = use_query(read, {"setting"}).value
    if found is None:
        return Skeleton(1)  # not drawn with a guess: drawing it twice costs the screen a frame
    chosen, region = found

    def keep(setting: str, read: Callable[[str], object] = str) -> Callable[[str], Awaitable[None]]:
        return lambda value: app.client.store.set_setting(setting, read(value))

    sizes = {"1.0": _("标准"), "1.25": _("大"), "1.5": _("更大"), "2.0": _("最大")}
    size = min(sizes, key=lambda key: abs(float(key) - chosen.text_scale))
    themes = {"light": _("浅色"), "dark": _("深色"), "system": _("跟随系统")}
    contrasts = {"normal": _("标准"), "high": _("高")}
    motions = {"full": _("有"), "reduced": _("减少")}
    choices = {
        "theme": lambda name: _choice(_("外观"), name, themes, chosen.theme, keep(THEME)),
        "text-scale": lambda name: _choice(_("字号"), name, sizes, size, keep(TEXT_SCALE, float)),
        "contrast": lambda name: _choice(_("对比度"), name, contrasts, chosen.contrast, keep(CONTRAST)),
        "motion": lambda name: _choice(_("动画"), name, motions, chosen.motion, keep(MOTION)),
        "language": lambda name: _choice(_("语言"), name, LANGUAGES, chosen.language, keep(LANGUAGE)),
    }
    if chosen.language == "zh_CN":  # help has the words of regions in Chinese only
        words = dict(zip(REGIONS, (_("普通话"), _("粤语"), _("四川话")), strict=True))
        spoken = {name or "standard": word for name, word in words.items()}
        kept = region if region in REGIONS and region else "standard"
        keep_region = keep(REGION, lambda name: "" if name == "standard" else name)
        choices["region"] = lambda name: _choice(_("帮助用语"), name, spoken, kept, keep_region)
    return Card(*(make(name) for name, make in choices.items() if not only or name in only))


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
