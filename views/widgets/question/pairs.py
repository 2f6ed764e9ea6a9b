"""Matching: the first open prompt waits, a tap on a match fills it; a tap on a prompt opens it again."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import flet as ft

from client.courses.content import MatchingQuestion
from client.texts import _
from views.guard import component
from views.theme import CAPTION, LABEL, Icons, M, Role, S
from views.widgets.question.marks import State, face, spoken
from views.widgets.rich import RichText
from views.widgets.sign import Sign

OnChange = Callable[[Any], None]


@component
def Pairs(
    question: MatchingQuestion, given: Any, on_change: OnChange | None, revealed: bool, base_dir: Path | None
) -> ft.Control:
    """The prompts with what was matched to them, and below them the matches to take from."""
    chosen = [str(match) for match in given] if isinstance(given, list) else []
    chosen += [""] * (len(question.pairs) - len(chosen))
    waiting, set_waiting = ft.use_state(-1)
    open_prompt = waiting if waiting >= 0 else next((i for i, match in enumerate(chosen) if not match), -1)
    live = on_change is not None and not revealed

    def fill(match: str) -> None:
        if on_change is None or open_prompt < 0:
            return
        set_waiting(-1)
        on_change([match if i == open_prompt else old for i, old in enumerate(chosen[: len(question.pairs)])])

    prompts: list[ft.Control] = [
        face(
            f"prompt-{index}",
            _pair(pair.prompt, chosen[index], pair.match if revealed else "", waits=live and index == open_prompt,
                  base_dir=base_dir),
            _state(chosen[index], pair.match, revealed, waits=live and index == open_prompt),
            _press(set_waiting, index) if live else None,
            key=f"prompt-{index}",
            word=False,
        )
        for index, pair in enumerate(question.pairs)
    ]  # fmt: skip
    pool: list[ft.Control] = []
    if not revealed:
        pool = [
            ft.Text(_("点一下，填到上面亮着的那一项"), style=CAPTION, color=Role.QUIET),
            ft.Row(
                [
                    _match(index, match, used=match in chosen, take=_press(fill, match) if live else None,
                           base_dir=base_dir)
                    for index, match in enumerate(matches_of(question))
                ],
                wrap=True,
                spacing=S,
                run_spacing=S,
            ),
        ]  # fmt: skip
    return ft.Column([*prompts, *pool], spacing=10, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


def _press(act: Callable[[Any], None], value: Any) -> Callable[[], None]:
    return lambda: act(value)


def matches_of(question: MatchingQuestion) -> list[str]:
    """All matches to choose from, each once, in an order that tells nothing and is the same on every device."""
    unique = dict.fromkeys([*(pair.match for pair in question.pairs), *question.distractors])
    return sorted(unique, key=lambda match: hashlib.sha256(f"{question.id}\x1f{match}".encode()).digest())


def _pair(prompt: str, match: str, right: str, *, waits: bool, base_dir: Path | None) -> ft.Control:
    left: ft.Control = spoken(prompt, RichText(prompt, base_dir, selectable=False))
    answer: ft.Control = (
        spoken(match, RichText(match, base_dir, selectable=False))
        if match
        else ft.Text(_("选一个") if waits else "—", color=Role.QUIET, style=LABEL)
    )
    rows: list[ft.Control] = [left, _line(Icons.ON, Role.EDGE, answer)]
    if right and right != match:
        wanted = spoken(right, RichText(right, base_dir, selectable=False))
        rows.append(_line(Icons.MISSED, Role.ACCENT, wanted))
    return ft.Column(rows, spacing=6, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


def _line(icon: ft.IconData, color: str, content: ft.Control) -> ft.Control:
    """What stands opposite a prompt: below it, so that both have the whole width of a phone."""
    return ft.Row([Sign(icon, size=18, color=color), ft.Container(content, expand=True)], spacing=S)


def _match(index: int, match: str, *, used: bool, take: Callable[[], None] | None, base_dir: Path | None) -> ft.Control:
    return ft.Semantics(
        identifier=f"match-{index}",
        button=True,
        key=f"match-{index}",
        content=ft.Container(
            spoken(match, RichText(match, base_dir, selectable=False)),
            bgcolor=Role.FIELD if used else Role.CARD,
            border=ft.Border.all(1, Role.LINE if used else Role.EDGE),
            border_radius=M,
            padding=ft.Padding.symmetric(horizontal=M, vertical=10),
            opacity=0.6 if used else 1,
            ink=take is not None,
            on_click=(lambda: take()) if take else None,
        ),
    )


def _state(match: str, right: str, revealed: bool, *, waits: bool) -> State:
    if not revealed:
        return "chosen" if waits else "quiet"
    return "right" if match == right else "wrong"
