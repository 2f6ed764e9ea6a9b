"""Above the fields of a mistake that is written down: ways in for a picture, the picture, several questions."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import flet as ft

from client.texts import _
from views.context import App
from views.mistakes.pictures import Pictures
from views.mistakes.telling import read_text
from views.mistakes.work import Work
from views.theme import BODY, CAPTION, Icons, M, Role, S
from views.widgets import Card, SecondaryButton, TextLink, ident


def ways_in(choose: Any, paste: Any, shoot: Any = None, *, busy: bool) -> ft.Control:
    """How a picture comes in; `shoot` where there is a camera."""
    shots = [ident("from-camera", SecondaryButton(_("拍照"), shoot, Icons.CAMERA, disabled=busy))] if shoot else []
    return ft.Row(
        [
            *shots,
            ident(
                "from-picture",
                SecondaryButton(_("从图片"), choose, Icons.PICTURE if shoot else Icons.CAMERA, busy=busy),
            ),
            ident("from-clipboard", TextLink(_("粘贴图片"), paste, Icons.PASTE)),
        ],
        spacing=S,
        wrap=True,
    )


def picture_of(app: App, work: Work, mark: Any) -> list[ft.Control]:
    """The draft's picture, how its text stands, and what can be done with it; nothing without one."""
    cuttings = work.draft.cuttings
    if not cuttings:
        return []
    rows: list[ft.Control] = [Pictures(cuttings, 280, key=f"pictures-{work.turn}-{len(cuttings)}")]
    if work.reading == "running":
        rows.append(
            ft.Row(
                [
                    ft.ProgressRing(width=18, height=18, stroke_width=2.5, color=Role.ACCENT),
                    ft.Text(_("正在读图里的文字，可以先写别的…"), style=CAPTION, color=Role.QUIET),
                ],
                spacing=S,
            )
        )
    elif work.reading:
        rows.append(ft.Text(work.reading, style=CAPTION, color=Role.QUIET))

    def again() -> None:
        app.page.run_task(read_text, app, work)

    links: list[ft.Control] = [ident("mark", TextLink(_("框出题目"), mark, Icons.CROP))]
    if not work.draft.text.strip() and work.reading not in ("", "running"):
        links.append(ident("read-again", TextLink(_("再读一次"), again, Icons.RETRY)))
    links.append(ident("drop-picture", TextLink(_("不要图片"), lambda: work.put(cuttings=()), Icons.CLOSE)))
    rows.append(ft.Row(links, spacing=S, run_spacing=0, wrap=True))
    return [Card(*rows)]


def several_in(work: Work) -> list[ft.Control]:
    """The offer to write down one by one what was pasted as one."""
    offered = work.offered
    if len(offered) < 2:
        return []

    def take() -> None:
        work.begin([replace(each, subject=work.draft.subject) for each in offered])

    return [
        Card(
            ft.Text(_("这里像是有 {n} 道题。").format(n=len(offered)), style=BODY, color=Role.TEXT),
            ft.Row(
                [
                    ident("take-several", SecondaryButton(_("一道一道地记"), take, Icons.ON)),
                    TextLink(_("就是一道题"), lambda: work.show(offered=[])),
                ],
                spacing=M,
                wrap=True,
            ),
        )
    ]
