"""家长: on the child's own device, behind the PIN: how the day stands, the agreement, more time, what to know."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import flet as ft

from client.family.overview import ChildSeen
from client.texts import _
from client.timer import Limits, Standing
from client.timer.limits import defaults_for
from client.timer.tally import Alert
from views.command import use_command
from views.context import App, use_app
from views.family.weeks import LearnedCard, MonthCard, WeekBars, WhereCard
from views.family.words import done_words
from views.guard import component
from views.query import use_query
from views.theme import BODY, CAPTION, HEADING, LABEL, Icons, Role, S
from views.timer.card import TimeRing, beside
from views.timer.door import AskParent, AskPin, ChoosePin, Recovery
from views.timer.limits import Edit, LimitsForm
from views.timer.standing import use_standing
from views.timer.words import agreed_lines, alert_words, used_words
from views.when import when
from views.widgets import (
    Card,
    Chip,
    ErrorNote,
    ListRow,
    Page,
    PrimaryButton,
    SecondaryButton,
    Section,
    Skeleton,
    TextLink,
    ident,
)
from views.wish import use_wish

SHOWN = 10


@component
def ParentScreen() -> Any:
    """Locked again as soon as one leaves it."""
    app = use_app()
    opened, set_opened = ft.use_state(False)
    code, set_code = ft.use_state("")
    chooses, set_chooses = ft.use_state(False)
    forgets, set_forgets = ft.use_state(False)

    def done() -> None:
        set_code("")
        set_opened(True)

    def agreed() -> None:
        set_chooses(True)

    title, family = _("家长"), app.client.family.obeyed
    if code:
        return Page(title, Recovery(code, done), back="/me")
    if family and not chooses and (forgets or not app.client.pin.is_set):
        words = _("时间由家长在自己的设备上约定。想在这台设备上也能看、能多给一点，先用家长的码打开，再设一个密码。")
        return Page(title, ft.Text(words, style=BODY, color=Role.QUIET), AskParent(agreed, key="code"), back="/me")
    if not app.client.pin.is_set:
        about = ft.Text(
            _("在这台设备上和孩子约定每天用多久。时间只算真正在学的，到时间会提前提醒，写的都留着。"),
            style=BODY,
            color=Role.QUIET,
        )
        return Page(title, *([] if family else [about]), ChoosePin(set_code), back="/me")
    if not opened:
        other = TextLink(_("用家长设备上的码"), lambda: set_forgets(True))
        by_code = [ident("pin-by-code", other)] if family else []
        return Page(title, AskPin(lambda: set_opened(True)), *by_code, back="/me")
    return Page(title, Opened(key="parent"), back="/me")


@component
def Opened() -> Any:
    """What a parent sees and does."""
    app = use_app()
    timer = app.client.timer
    standing = use_standing()
    seen = use_query(app.client.family.here, {"study", "answer", "review", "finish", "timer"})

    async def keep(wanted: Limits | None) -> None:
        if wanted is not None:
            await timer.set_limits(wanted)

    wish = use_wish(timer.limits, keep)
    limits = wish.value

    def change(edit: Edit) -> None:
        wish.change(lambda last: edit(last or Limits()))

    async def give(minutes: int) -> None:
        await timer.grant_now(minutes)
        words = _("今天不再限时") if minutes >= 24 * 60 else _("多给了 {n} 分钟").format(n=minutes)
        app.toast(words)

    giving = use_command(give)

    async def follow(wanted: Limits) -> None:
        await app.client.family.obey(wanted)

    following = use_command(follow)

    def take(wanted: Limits) -> None:
        app.page.run_task(following.run, wanted)

    notes: list[ft.Control] = [ErrorNote(fault) for fault in (wish.error, giving.error, following.error) if fault]
    if limits is None or not limits.is_on:
        start = PrimaryButton(_("开始约定时间"), lambda: change(lambda _last: defaults_for("under16")))
        words = _("还没有约定时间。会先按每天 60 分钟、晚上 10 点到早上 6 点休息来设，都可以改。")
        card = Card(ft.Text(words, style=BODY, color=Role.TEXT), ident("limits-on", start))
        return _column([*notes, card, OtherFamilies(take, key="others")])

    def off() -> None:
        change(lambda last: Limits(zone=last.zone))

    child: ChildSeen | None = seen.value
    rows: list[ft.Control] = [
        *notes,
        _today(app, standing, child),
        Section(_("今天多给一点"), _gifts(app, giving.run)),
        Section(_("要知道的事"), *_alerts(app), _guarded_by(app)),
        *(_weeks(app, child) if child else [Skeleton(4)]),
        OtherFamilies(take, key="others"),
    ]
    if family := app.client.family.obeyed:
        return _column([*rows, _held_by(family.name, limits)])
    return _column([*rows, *LimitsForm(limits, change), ident("limits-off", SecondaryButton(_("取消约定"), off))])


def _today(app: App, standing: Standing, child: ChildSeen | None) -> ft.Control:
    """How the day stands, and what came of it."""
    words: list[ft.Control] = [ft.Text(used_words(standing), style=BODY, color=Role.TEXT)]
    if child and (done := done_words(child.now)):
        words.append(ft.Text(done, style=LABEL, color=Role.QUIET))
    return Card(*beside(TimeRing(standing), ft.Column(words, spacing=S, tight=True), wide=app.wide))


def _weeks(app: App, child: ChildSeen) -> list[ft.Control]:
    """The same that a family is told; no note, and no answer."""
    cards = (WeekBars(app, child), WhereCard(child.days[-7:], _("这周的时间")), LearnedCard(child), MonthCard(child))
    return [Section(_("学了什么"), *(card for card in cards if card is not None))]


def _held_by(family: str, limits: Limits) -> ft.Control:
    """What a family has agreed on is changed where its parents are, so that all of its devices say the same."""
    words = _("这份约定是“{family}”的，家长在自己的设备上改，改了这里马上跟着变。").format(family=family or _("我们家"))
    lines = [ft.Text(line, style=LABEL, color=Role.TEXT) for line in agreed_lines(limits)]
    return Section(_("约定"), Card(*lines, ft.Text(words, style=CAPTION, color=Role.QUIET)))


@component
def OtherFamilies(take: Callable[[Limits], Any]) -> Any:
    """Families that have agreed on something, too, and that this device does not follow; one may be chosen."""
    family = use_app().client.family
    waiting = use_query(family.waiting, {"limits", "space"}, [str(family.obeyed)])

    def press(limits: Limits) -> Any:
        return lambda: take(limits)

    rows: list[ft.Control] = [
        Card(
            ft.Text(home.name or _("我们家"), style=HEADING, color=Role.TEXT),
            *(ft.Text(line, style=LABEL, color=Role.TEXT) for line in agreed_lines(limits)),
            ident(f"obey-{home.id}", SecondaryButton(_("改听这个家庭的约定"), press(limits))),
            key=home.id,
        )
        for home, limits in waiting.value or []
    ]
    return Section(_("别的家庭也有约定"), *rows) if rows else ft.Container(height=0)


def _gifts(app: App, give: Any) -> ft.Control:
    chips = [
        ident(f"give-{n}", Chip(words, on_click=_press(app, give, n)))
        for n, words in (
            (15, _("15 分钟")),
            (30, _("30 分钟")),
            (60, _("60 分钟")),
            (24 * 60, _("今天不限")),
        )
    ]
    return ft.Row(list[ft.Control](chips), spacing=S, wrap=True)


def _press(app: App, give: Any, minutes: int) -> Any:
    return lambda: app.page.run_task(give, minutes)


def _alerts(app: App) -> list[ft.Control]:
    alerts: list[Alert] = app.client.timer.alerts[-SHOWN:][::-1]
    if not alerts:
        return [ft.Text(_("一切正常。"), style=LABEL, color=Role.QUIET)]
    now = app.client.clock.now_utc()
    return [
        ListRow(
            alert_words(alert.what, alert.more),
            when(datetime.fromtimestamp(alert.at_s, UTC), now),
            Icons.DOUBT if alert.what == "asked" else Icons.INFO,
            key=f"alert-{alert.at_s}-{alert.what}",
        )
        for alert in alerts
    ]


def _guarded_by(app: App) -> ft.Control:
    """What holds the records on this device, and what that cannot hold against."""
    words = (
        _("这台设备的时间记录由系统的钥匙库锁着，改文件、换回旧文件都会被发现。")
        if app.client.safe.is_sealed
        else _("改时钟、删数据、换回旧数据都没有用；但能读写这台电脑上所有文件、又懂行的人，仍然改得了时间记录。")
    )
    return ft.Text(words, style=CAPTION, color=Role.QUIET)


def _column(rows: list[ft.Control]) -> ft.Control:
    return ft.Column(rows, spacing=24, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
