"""A picture that was sent along, fetched when it is looked at."""

from __future__ import annotations

from typing import Any

import flet as ft

from client.texts import _
from views.context import use_app
from views.guard import component
from views.query import use_query
from views.theme import CARD_RADIUS, Role, S
from views.widgets import ErrorNote, Skeleton

HEIGHT = 200
"""Logical pixels: one tells what it is, and it does not push the answer away."""


@component
def FeedbackPicture(sha256: str) -> Any:
    """The picture, or why it cannot be shown."""
    app = use_app()
    found = use_query(lambda: app.client.feedback.picture(sha256), deps=[sha256])
    if found.error:
        return ErrorNote(found.error, found.reload)
    if found.value is None:
        return Skeleton(1)
    image = ft.Image(src=found.value, fit=ft.BoxFit.SCALE_DOWN, semantics_label=_("一起送出的图片"), height=HEIGHT)
    return ft.Container(image, bgcolor=Role.PAPER, border_radius=CARD_RADIUS, padding=S, alignment=ft.Alignment.CENTER)
