"""The week of a child: to read, to print, to show to a teacher by a link that ends."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import flet as ft

from client.family.family import FED_BY
from client.family.overview import ChildSeen
from client.family.week import page_of_week, week_of
from client.texts import _
from views.command import use_command
from views.context import use_app
from views.family.nothing import NothingYet
from views.family.weeks import LearnedCard, WeekBars, WhereCard
from views.family.words import activity_name
from views.guard import component
from views.picker import use_picker
from views.query import use_query
from views.theme import BODY, CAPTION, HEADING, LABEL, Icons, Role, S
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
    ident,
)

DAYS = (3, 7, 30)


@component
def WeekScreen(child: str) -> Any:
    """`/me/family/:child/week`: the last seven days."""
    app = use_app()
    back = f"/me/family/{child}"
    read = use_query(app.client.family.children, FED_BY)
    found: ChildSeen | None = next((one for one in read.value or [] if one.account == child), None)
    if read.value is None:
        return Page(_("一周小结"), ErrorNote(read.error, read.reload) if read.error else Skeleton(3), back=back)
    if found is None:
        return Page(_("一周小结"), NothingYet(), back=back)
    days = found.days[-7:]
    studied = sum(day.minutes > 0 for day in days)
    answered, right = sum(day.answered for day in days), sum(day.correct for day in days)
    facts = _("{name}这周学了 {n} 分钟，{days} 天有学习。").format(
        name=found.name, n=sum(day.minutes for day in days), days=studied
    )
    if answered:
        facts += _("答了 {n} 题，对 {right} 题。").format(n=answered, right=right)
    parts = [WeekBars(app, found), WhereCard(days, _("这周的时间")), LearnedCard(found)]
    return Page(
        _("一周小结"),
        ft.Text(facts, style=BODY, color=Role.TEXT),
        *(part for part in parts if part is not None),
        Sharing(found, key="sharing"),
        back=back,
    )


@component
def Sharing(child: ChildSeen) -> Any:
    """Print it, or let a teacher see it for some days."""
    app = use_app()
    family = app.client.family
    picker = use_picker()
    clipboard = ft.use_state(lambda: ft.Clipboard())[0]
    made: Any = ft.use_state(None)
    link, set_link = made
    links = use_query(lambda: family.links(child.home))
    summary = week_of(child, activity_name)

    async def save() -> None:
        name = _("{name}的一周.html").format(name=child.name)
        await picker().save_file(
            dialog_title=_("保存一周小结"), file_name=name, src_bytes=page_of_week(summary).encode()
        )

    async def share(days: int) -> None:
        set_link(await family.share(child.home, summary, days))
        links.reload()

    async def copy() -> None:
        await clipboard.set(link)
        app.toast(_("链接已复制"))

    async def take_back(link_id: str) -> None:
        await family.take_back(child.home, link_id)
        set_link(None)
        links.reload()

    saving, sharing, taking = use_command(save), use_command(share), use_command(take_back)

    def run(command: Any, given: Any) -> Any:
        return lambda: app.page.run_task(command.run, given)

    now = app.client.clock.now_utc()
    notes: list[ft.Control] = [ErrorNote(e) for e in (saving.error, sharing.error, taking.error) if e]
    chips: list[ft.Control] = [
        ident(f"share-{n}", Chip(_("{n} 天内有效").format(n=n), on_click=run(sharing, n))) for n in DAYS
    ]
    shown: list[ft.Control] = []
    if link:
        shown = [
            ident("share-link", ft.Text(link, style=LABEL, color=Role.TEXT)),
            ft.Row([SecondaryButton(_("复制链接"), copy)]),
        ]
    rows = [
        ListRow(
            one.title,
            _("到 {when} 为止").format(when=when(datetime.fromisoformat(one.expires_utc), now)),
            Icons.OUT,
            ident(f"take-back-{one.id}", Chip(_("收回"), on_click=run(taking, one.id))),
            key=one.id,
        )
        for one in links.value or []
    ]
    about = _(
        "老师不用登录，打开链接就能看到这一页的内容：时间、题数、课名和不牢的知识点。到期自动打不开，也可以随时收回。"
    )
    return Section(
        _("印出来，或者给老师看"),
        *notes,
        Card(
            ft.Text(_("存成一页，用浏览器打开就能打印。"), style=BODY, color=Role.TEXT),
            ft.Row([ident("week-save", PrimaryButton(_("存成一页"), saving.run, Icons.PRINT, busy=saving.running))]),
        ),
        Card(
            ft.Text(_("给老师一个链接"), style=HEADING, color=Role.TEXT),
            ft.Text(about, style=CAPTION, color=Role.QUIET),
            ft.Row(chips, spacing=S, wrap=True),
            *shown,
            *rows,
        ),
    )
