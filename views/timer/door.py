"""The PIN: chosen the first time, asked for every other time, recovered by the code that was shown then.

Where a family has agreed on something, a PIN is chosen only after a code from a parent's own device: else the child
would choose it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import flet as ft

from client.texts import _
from client.timer.pin import is_good
from views.command import use_command
from views.context import use_app
from views.guard import component
from views.query import use_query
from views.theme import BODY, CAPTION, HEADING, TITLE, Role, S
from views.widgets import Card, ErrorNote, Field, PrimaryButton, TextLink, ident


class PinError(Exception):
    """What is wrong with a PIN, in a sentence."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@component
def ChoosePin(on_chosen: Callable[[str], Any]) -> Any:
    """Choose a PIN, twice the same; `on_chosen` gets the recovery code."""
    pin = use_app().client.pin
    first, set_first = ft.use_state("")
    second, set_second = ft.use_state("")

    async def choose() -> None:
        if not is_good(first):
            raise PinError(_("请用 6 到 12 位数字，不要连号，也不要全一样。"))
        if first != second:
            raise PinError(_("两次输入的不一样，请再输一次。"))
        on_chosen(await pin.set(first))

    choosing = use_command(choose)
    return Card(
        ft.Text(_("设一个家长密码"), style=HEADING, color=Role.TEXT),
        ft.Text(_("约定时间、给更多时间都要用它。别让孩子看到。"), style=BODY, color=Role.QUIET),
        ident("pin-first", Field(_("家长密码"), first, set_first, password=True, number=True)),
        ident(
            "pin-second",
            Field(_("再输一次"), second, set_second, password=True, number=True, on_submit=choosing.run),
        ),
        *([ErrorNote(choosing.error)] if choosing.error else []),
        ident("pin-set", PrimaryButton(_("设好"), choosing.run, busy=choosing.running)),
    )


@component
def AskParent(on_right: Callable[[], Any]) -> Any:
    """Ask for a code from a parent's own device, made for the number that is shown here."""
    app = use_app()
    typed, set_typed = ft.use_state("")
    number = use_query(app.client.family.number, {"timer"})

    async def enter() -> None:
        await app.client.family.open_by_code(typed)
        on_right()

    entering = use_command(enter)
    about = _("家长在自己的设备上打开“家庭 → 孩子 → 给一个离线码”，选“打开家长页”，输入下面的号码，就会得到一个码。")
    head = ft.Text(_("用家长设备上的码打开"), style=HEADING, color=Role.TEXT)
    if number.value is None:
        words = _("先让这台设备连一次网，就能用家长的码。") if not number.loading else ""
        return Card(head, ft.Text(words, style=BODY, color=Role.QUIET))
    return Card(
        head,
        ft.Text(about, style=BODY, color=Role.QUIET),
        ft.Text(_("把这个号码告诉家长"), style=CAPTION, color=Role.QUIET),
        ident("code-number-shown", ft.Text(str(number.value), style=TITLE, color=Role.TEXT)),
        ident("open-field", Field(_("家长念的六位码"), typed, set_typed, number=True, on_submit=entering.run)),
        *([ErrorNote(entering.error)] if entering.error else []),
        ident("open-take", PrimaryButton(_("打开"), entering.run, busy=entering.running)),
    )


@component
def AskPin(on_right: Callable[[], Any]) -> Any:
    """Ask for the PIN; wrong tries have to wait, and after ten only the recovery code opens, or a parent's account."""
    pin = use_app().client.pin
    typed, set_typed = ft.use_state("")
    recovers, set_recovers = ft.use_state(pin.is_closed)

    async def enter() -> None:
        if recovers:
            if not await pin.recover(typed):
                raise PinError(_("恢复码不对，请再核对一下。"))
            on_right()
            return
        verdict = await pin.check(typed)
        set_typed("")
        if verdict == "right":
            on_right()
        elif verdict == "closed":
            set_recovers(True)
            raise PinError(_("错得太多了，请输入设密码时给的恢复码。"))
        elif verdict == "waiting" or pin.wait_s() > 0:
            raise PinError(_("请等 {n} 秒再试。").format(n=max(1, round(pin.wait_s()))))
        else:
            raise PinError(_("密码不对，请再试一次。"))

    entering = use_command(enter)

    def swap() -> None:
        set_typed("")
        set_recovers(not recovers)

    field = Field(
        _("恢复码") if recovers else _("家长密码"),
        typed,
        set_typed,
        password=not recovers,
        number=not recovers,
        autofocus=True,
        on_submit=entering.run,
        key=f"pin-{recovers}",
    )
    return Card(
        ft.Text(_("请家长输入密码"), style=HEADING, color=Role.TEXT),
        ident("pin-field", field),
        *([ErrorNote(entering.error)] if entering.error else []),
        ident("pin-enter", PrimaryButton(_("打开"), entering.run, busy=entering.running)),
        *([] if pin.is_closed else [TextLink(_("用密码") if recovers else _("忘了密码"), swap)]),
    )


def Recovery(code: str, on_done: Callable[[], Any]) -> ft.Control:
    """The recovery code, shown once."""
    parts = "-".join(code[i : i + 5] for i in range(0, len(code), 5))
    return Card(
        ft.Text(_("把恢复码抄下来"), style=HEADING, color=Role.TEXT),
        ft.Text(_("忘了密码时要用，只显示这一次。请收在孩子找不到的地方。"), style=BODY, color=Role.QUIET),
        ident("recovery-code", ft.Text(parts, style=TITLE, color=Role.TEXT, selectable=True)),
        ft.Container(ident("recovery-done", PrimaryButton(_("抄好了"), on_done)), padding=ft.Padding.only(top=S)),
    )
