"""Colours by role: screens name what a colour is for; the palettes say which it is, by day, by night, in contrast."""

from __future__ import annotations

import flet as ft


class Role:
    """What a colour is for. The values follow the theme, so a screen never asks whether it is dark."""

    PAGE = ft.Colors.SURFACE  # the ground of a screen
    CARD = ft.Colors.SURFACE_CONTAINER_LOW  # what lies on it
    FIELD = ft.Colors.SURFACE_CONTAINER  # what lies on a card: fields, tracks, quiet chips
    RAISED = ft.Colors.SURFACE_CONTAINER_HIGH
    TEXT = ft.Colors.ON_SURFACE
    QUIET = ft.Colors.ON_SURFACE_VARIANT  # second-rank text
    LINE = ft.Colors.OUTLINE_VARIANT
    EDGE = ft.Colors.OUTLINE  # signs and edges that must be seen, never text

    ACCENT = ft.Colors.PRIMARY  # the one thing to do
    ON_ACCENT = ft.Colors.ON_PRIMARY
    SOFT = ft.Colors.PRIMARY_CONTAINER  # a gentle green ground; also "right"
    ON_SOFT = ft.Colors.ON_PRIMARY_CONTAINER
    MUTED = ft.Colors.SECONDARY_CONTAINER
    ON_MUTED = ft.Colors.ON_SECONDARY_CONTAINER
    BAR = ft.Colors.SECONDARY_FIXED  # what charts draw that is not now
    WARM = ft.Colors.TERTIARY  # what wants attention: due, streak
    ON_WARM = ft.Colors.ON_TERTIARY
    WARM_SOFT = ft.Colors.TERTIARY_CONTAINER
    ON_WARM_SOFT = ft.Colors.ON_TERTIARY_CONTAINER
    DANGER = ft.Colors.ERROR  # wrong, broken, gone
    ON_DANGER = ft.Colors.ON_ERROR
    DANGER_SOFT = ft.Colors.ERROR_CONTAINER
    ON_DANGER_SOFT = ft.Colors.ON_ERROR_CONTAINER

    TOAST = ft.Colors.INVERSE_SURFACE
    ON_TOAST = ft.Colors.ON_INVERSE_SURFACE
    TOAST_ACCENT = ft.Colors.INVERSE_PRIMARY

    HERO_FROM = ft.Colors.PRIMARY_FIXED  # the card of the next step: the same deep green by day and by night
    HERO_TO = ft.Colors.PRIMARY_FIXED_DIM
    ON_HERO = ft.Colors.ON_PRIMARY_FIXED
    ON_HERO_QUIET = ft.Colors.ON_PRIMARY_FIXED_VARIANT

    PAPER = "#FFFFFF"  # drawings of courses are made for white paper, in the dark too
    INK = "#37474F"  # words on that paper
    CLEAR = ft.Colors.TRANSPARENT
