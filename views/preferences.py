"""How the app looks and speaks on this device: kept as settings of the store, followed by every open window."""

from __future__ import annotations

import asyncio
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import flet as ft

from client.texts import LANGUAGES, _, use_language
from views.theme import dark_theme, light_theme, reduce_motion, scale_text

if TYPE_CHECKING:
    from client.store import Store

THEME, LANGUAGE = "look.theme", "look.language"
CONTRAST, MOTION, TEXT_SCALE = "look.contrast", "look.motion", "look.text_scale"
THEMES = ("light", "dark", "system")
CONTRASTS = ("normal", "high")
MOTIONS = ("full", "reduced")
SMALLEST, LARGEST = 1.0, 2.0
"""The bounds of `text_scale`: WCAG 2.2, 1.4.4 asks for text at twice its size."""


@dataclass(frozen=True)
class Preferences:
    """What can be chosen; the defaults are what one sees who has chosen nothing.

    Attributes:
        theme: one of THEMES.
        language: a key of `client.texts.LANGUAGES`.
        contrast: one of CONTRASTS.
        motion: one of MOTIONS.
        text_scale: how many times as large as usual texts are, from SMALLEST to LARGEST.

    """

    theme: str = "system"
    language: str = "zh_CN"
    contrast: str = "normal"
    motion: str = "full"
    text_scale: float = 1.0


async def load_preferences(store: Store) -> Preferences:
    """What the person has chosen; a value that this version does not know counts as not chosen."""
    usual = Preferences()
    theme, language, contrast, motion, text_scale = await asyncio.gather(
        *(store.setting(name) for name in (THEME, LANGUAGE, CONTRAST, MOTION, TEXT_SCALE))
    )
    return Preferences(
        theme if theme in THEMES else usual.theme,
        language if language in LANGUAGES else usual.language,
        contrast if contrast in CONTRASTS else usual.contrast,
        motion if motion in MOTIONS else usual.motion,
        _scale(text_scale, usual.text_scale),
    )


async def keep_language(store: Store, language: str) -> None:
    """Speak `language` on this device from now on."""
    await store.set_setting(LANGUAGE, language)


def apply_preferences(page: ft.Page, preferences: Preferences) -> None:
    """Let `page`, and the process's texts and motion, follow."""
    use_language(preferences.language)
    scale_text(preferences.text_scale)
    reduce_motion(preferences.motion == "reduced")
    show_preferences(page, preferences)


def show_preferences(page: ft.Page, preferences: Preferences) -> None:
    """Let `page` alone follow."""
    page.theme, page.dark_theme = light_theme(preferences.contrast), dark_theme(preferences.contrast)
    page.title = _("学伴")
    page.theme_mode = ft.ThemeMode(preferences.theme)
    page.locale_configuration = ft.LocaleConfiguration(
        supported_locales=[ft.Locale("zh", "CN"), ft.Locale("en", "US")],
        current_locale=ft.Locale("en", "US") if preferences.language == "en" else ft.Locale("zh", "CN"),
    )


def is_dark(page: ft.Page, preferences: Preferences) -> bool:
    """Whether `page` is dark now."""
    if preferences.theme == "system":
        return page.platform_brightness == ft.Brightness.DARK
    return preferences.theme == "dark"


def _scale(chosen: Any, otherwise: float) -> float:
    if not isinstance(chosen, int | float) or not math.isfinite(chosen):
        return otherwise
    return min(max(float(chosen), SMALLEST), LARGEST)
