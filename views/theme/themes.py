"""The themes of day and night, usual and in high contrast, built from the palettes and the app font."""

from __future__ import annotations

import flet as ft

from views.theme.motion import moves
from views.theme.palettes import DARK, DARK_HIGH, LIGHT, LIGHT_HIGH, SEED
from views.theme.shape import CARD_RADIUS, TARGET, L, M
from views.theme.type import BODY, CAPTION, HEADING, LABEL, grown

BUTTON_SIGN = 18  # as Material has it

FONT = "SC"
FONTS = {FONT: "/fonts/XuebanSC-Regular.otf"}


def light_theme(contrast: str = "normal") -> ft.Theme:
    """The theme for the day; `contrast` is "normal" or "high". Build it anew when the text scale or motion changes."""
    return _theme(LIGHT_HIGH if contrast == "high" else LIGHT)


def dark_theme(contrast: str = "normal") -> ft.Theme:
    """The theme for the night; `contrast` as in `light_theme`."""
    return _theme(DARK_HIGH if contrast == "high" else DARK)


def _theme(palette: dict[str, str]) -> ft.Theme:
    button = ft.ButtonStyle(
        shape=ft.RoundedRectangleBorder(radius=TARGET / 2),
        padding=ft.Padding.symmetric(
            horizontal=L, vertical=13.5
        ),  # 48 px with the label's own height, and room to grow
        text_style=_strong(LABEL),
        icon_size=grown(BUTTON_SIGN),
        side={  # the focus of the keyboard is seen on every ground
            ft.ControlState.FOCUSED: ft.BorderSide(3, palette["outline"]),
        },
    )
    outlined = ft.ButtonStyle(
        shape=button.shape,
        padding=button.padding,
        text_style=button.text_style,
        icon_size=button.icon_size,
        side={
            ft.ControlState.FOCUSED: ft.BorderSide(3, palette["primary"]),
            ft.ControlState.DEFAULT: ft.BorderSide(1, palette["outline"]),
        },
    )
    return ft.Theme(
        color_scheme_seed=SEED,
        color_scheme=ft.ColorScheme(**palette),
        font_family=FONT,
        scaffold_bgcolor=palette["surface"],
        visual_density=ft.VisualDensity.STANDARD,
        focus_color=ft.Colors.with_opacity(0.16, palette["primary"]),
        page_transitions=ft.PageTransitionsTheme() if moves() else _still(),
        filled_button_theme=ft.FilledButtonTheme(style=button),
        outlined_button_theme=ft.OutlinedButtonTheme(style=outlined),
        text_button_theme=ft.TextButtonTheme(
            style=ft.ButtonStyle(
                text_style=_named(LABEL),
                padding=ft.Padding.symmetric(horizontal=M, vertical=13.5),
                icon_size=button.icon_size,
            )
        ),
        divider_theme=ft.DividerTheme(color=palette["outline_variant"], thickness=1, space=1),
        dialog_theme=ft.DialogTheme(
            bgcolor=palette["surface_container_low"],
            shape=ft.RoundedRectangleBorder(radius=CARD_RADIUS),
            title_text_style=_named(HEADING, palette["on_surface"]),
            content_text_style=_named(BODY, palette["on_surface"]),
        ),
        snackbar_theme=ft.SnackBarTheme(
            bgcolor=palette["inverse_surface"],
            content_text_style=_named(LABEL, palette["on_inverse_surface"]),
            action_text_color=palette["inverse_primary"],
            behavior=ft.SnackBarBehavior.FLOATING,
            shape=ft.RoundedRectangleBorder(radius=M),
        ),
        tooltip_theme=ft.TooltipTheme(text_style=_named(CAPTION, palette["on_inverse_surface"])),
    )


def _still() -> ft.PageTransitionsTheme:
    none = ft.PageTransitionTheme.NONE
    return ft.PageTransitionsTheme(android=none, ios=none, linux=none, macos=none, windows=none)


def _strong(style: ft.TextStyle) -> ft.TextStyle:
    """`style` for the words on a button."""
    return ft.TextStyle(size=style.size, weight=ft.FontWeight.W_600, height=style.height, font_family=FONT)


def _named(style: ft.TextStyle, color: str | None = None) -> ft.TextStyle:
    """`style` with the app font named: parts of Flutter's theme do not inherit the family."""
    return ft.TextStyle(size=style.size, weight=style.weight, height=style.height, font_family=FONT, color=color)
