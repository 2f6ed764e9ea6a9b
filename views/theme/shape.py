"""Spacing, radii, widths and elevation, in logical pixels."""

import flet as ft

XS, S, M, L, XL, XXL = 4, 8, 16, 24, 32, 48
GAP = 12  # between things that belong together: rows of a list, buttons of a bar

FIELD_RADIUS = 12
ROW_RADIUS = 16
CARD_RADIUS = 20
HERO_RADIUS = 28
PILL = 999  # fully round ends

TARGET = 48  # nothing to touch is smaller than this (WCAG 2.2, 2.5.8, with Android's measure)
CARD_PADDING = 20

CONTENT_WIDTH = 960  # lines longer than this are hard to read
FORM_WIDTH = 480  # forms and dialogs
PAGE_WIDTH = 600  # from this window width on there is a rail

_SHADE = ft.Colors.with_opacity(0.10, ft.Colors.SHADOW)
FLAT: list[ft.BoxShadow] = []  # cards: an edge is enough, a page of shadows is noise
LIFTED = [ft.BoxShadow(blur_radius=12, color=_SHADE, offset=ft.Offset(0, 3))]  # the one thing to do; a chosen segment
FLOATING = [ft.BoxShadow(blur_radius=32, color=_SHADE, offset=ft.Offset(0, 10))]  # what lies over the screen
