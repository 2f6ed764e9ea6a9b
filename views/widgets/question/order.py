"""Ordering: a tap gives an item the next place, a tap on a placed one takes it out again."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import flet as ft

from client.courses.content import OrderingQuestion
from client.texts import _
from views.theme import CAPTION, LABEL, Role
from views.widgets.question.marks import State, face, spoken
from views.widgets.rich import RichText

OnChange = Callable[[Any], None]


def Order(
    question: OrderingQuestion, given: Any, on_change: OnChange | None, revealed: bool, base_dir: Path | None
) -> ft.Control:
    """The items with the places that they were given; answered, in the given order and marked."""
    size = len(question.items)
    order = [i for i in given if type(i) is int and 0 <= i < size] if isinstance(given, list) else []
    live = on_change is not None and not revealed

    def tap(index: int) -> None:
        if on_change is not None:
            on_change([i for i in order if i != index] if index in order else [*order, index])

    rows: list[ft.Control] = [
        face(
            f"item-{index}",
            _item(question.items[index], order.index(index) + 1 if index in order else 0, base_dir),
            _state(question, order, index, revealed=revealed),
            _press(tap, index) if live else None,
            key=f"item-{index}",
            word=False,
        )
        for index in ([*order, *(i for i in mixed(question) if i not in order)] if revealed else mixed(question))
    ]
    if live:
        rows.append(ft.Text(_("从排在最前的开始，依次点；再点一次就取消"), style=CAPTION, color=Role.QUIET))
    return ft.Column(rows, spacing=10, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


def mixed(question: OrderingQuestion) -> list[int]:
    """The indices of the items in an order that tells nothing, is not the right one, the same on every device."""
    order = sorted(
        range(len(question.items)),
        key=lambda i: hashlib.sha256(f"{question.id}\x1f{i}\x1f{question.items[i]}".encode()).digest(),
    )
    return order if order != sorted(order) else order[::-1]


def _press(act: Callable[[int], None], index: int) -> Callable[[], None]:
    return lambda: act(index)


def _item(text: str, place: int, base_dir: Path | None) -> ft.Control:
    number = ft.Text(str(place) if place else "—", style=LABEL, color=Role.TEXT, width=28)
    return ft.Row([number, ft.Container(spoken(text, RichText(text, base_dir, selectable=False)), expand=True)])


def _state(question: OrderingQuestion, order: list[int], index: int, *, revealed: bool) -> State:
    if not revealed:
        return "chosen" if index in order else "quiet"
    right = index in order and question.items[order.index(index)] == question.items[index]
    return "right" if right else "wrong"
