"""A course's picture on white paper; a drawing has its labels in the app's font as soon as the client has it."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import flet as ft

from client.texts import _
from views.guard import component
from views.theme import BODY, CAPTION, CARD_RADIUS, Role, S

PROBE = "Wi学伴"  # as wide as in no other font


@component
def Drawing(caption: str, file: Path | None) -> Any:
    """The picture `file` (SVG, PNG, JPEG, GIF, WebP) and its caption.

    The client sets the labels of an SVG once: what it draws before it has loaded the app's font stays boxes, while
    texts are set again. So an unseen text tells of the font by its width, and the drawing is then sent as a new one.
    """
    turn, set_turn = ft.use_state(0)
    width: Any = ft.use_ref(None)
    content = read_picture(file) if file is not None else None

    def measured(event: ft.LayoutSizeChangeEvent[ft.LayoutControl]) -> None:
        if width.current is not None and abs(event.width - width.current) > 0.5:
            set_turn(lambda before: before + 1)
        width.current = event.width

    picture: ft.Control
    if content is None:
        picture = ft.Text(_("图没有找到"), style=BODY, color="#37474F")
    else:
        src = content if isinstance(content, bytes) else f"{content}<!-- {turn} -->"
        fault = ft.Text(_("这张图无法显示"), style=BODY, color="#37474F")
        picture = ft.Image(src=src, fit=ft.BoxFit.CONTAIN, semantics_label=caption, error_content=fault)
    text = ft.Text(PROBE, size=40, opacity=0, no_wrap=True, on_size_change=measured)
    probe = ft.Container(ft.Semantics(content=text, exclude_semantics=True), left=0, top=0)
    return ft.Column(
        [
            ft.Container(
                ft.Stack(
                    [probe, picture],
                    alignment=ft.Alignment.CENTER,
                    clip_behavior=ft.ClipBehavior.HARD_EDGE,
                ),
                bgcolor=Role.PAPER,
                border_radius=CARD_RADIUS,
                border=ft.Border.all(1, Role.LINE),
                padding=S,  # the drawing has a margin of its own, and every pixel makes its labels larger
                alignment=ft.Alignment.CENTER,
            ),
            *([ft.Text(caption, style=CAPTION, color=Role.QUIET, text_align=ft.TextAlign.CENTER)] if caption else []),
        ],
        spacing=6,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


@lru_cache(maxsize=64)
def read_picture(file: Path) -> str | bytes | None:
    """What is in `file`: a drawing as text, a picture as bytes, None when there is none; reads the disk once."""
    try:
        return file.read_text("utf-8") if file.suffix.lower() == ".svg" else file.read_bytes()
    except (OSError, UnicodeDecodeError):
        return None
