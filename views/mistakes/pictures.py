"""The pictures of a question, as they were cut out."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any

import flet as ft

from client.files.errors import FileError
from client.mistakes.cuttings import Cutting
from client.texts import _
from views.context import use_app
from views.guard import component
from views.query import use_query
from views.theme import BODY, CARD_RADIUS, GAP, Role, S
from views.widgets import ident

TALLEST = 420
"""Logical pixels: a picture that is higher shrinks, so that what is below it stays in sight."""


@component
def Pictures(cuttings: Sequence[Cutting], tallest: int = TALLEST) -> Any:
    """The pictures below each other, on paper; one that is not on this device yet is fetched, or says why not."""
    app = use_app()
    files = [cutting.file for cutting in cuttings]

    async def read() -> list[bytes | str]:
        async def one(cutting: Cutting) -> bytes | str:
            try:
                return await app.client.capture.picture(cutting)
            except FileError as error:
                return error.sentence

        return list(await asyncio.gather(*(one(cutting) for cutting in cuttings)))

    found = use_query(read, deps=[files])
    if not cuttings:
        return ft.Container(visible=False)
    shown: list[bytes | str] = found.value if found.value is not None else []
    return ft.Column(
        [
            ident(f"picture-{index}", _picture(data, index, tallest), key=f"{index} {files[index][:12]}")
            for index, data in enumerate(shown[: len(files)])
        ],
        spacing=GAP,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _picture(data: bytes | str, index: int, tallest: int) -> ft.Control:
    inner: ft.Control
    if isinstance(data, str):
        inner = ft.Text(data, style=BODY, color="#37474F")
    else:
        label = _("题目的图片 {number}").format(number=index + 1)
        size = _size(data)
        height = min(size[1], tallest) if size else tallest
        inner = ft.Image(src=data, fit=ft.BoxFit.SCALE_DOWN, semantics_label=label, height=height)
    return ft.Container(
        inner,
        bgcolor=Role.PAPER,
        border_radius=CARD_RADIUS,
        border=ft.Border.all(1, Role.LINE),
        padding=S,
        alignment=ft.Alignment.CENTER,
    )


def _size(data: bytes) -> tuple[int, int] | None:
    """Width and height of a JPEG in pixels, from its head."""
    at = 2
    while at + 9 < len(data) and data[at] == 0xFF:
        kind, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if 0xC0 <= kind <= 0xC2:
            return int.from_bytes(data[at + 7 : at + 9], "big"), int.from_bytes(data[at + 5 : at + 7], "big")
        at += 2 + length
    return None
