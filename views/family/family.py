"""家庭: make a family, invite, join by a code, who belongs to it, leave."""

from __future__ import annotations

from functools import partial
from typing import Any

import flet as ft

from client.family.homes import Home
from client.texts import _
from views.account.needed import SignInFirst
from views.account.who import use_account
from views.battles.entry import BattleEntry, Invitations
from views.command import use_command
from views.context import App, use_app
from views.family.inviting import InviteCode
from views.family.newchild import NewChild
from views.family.words import member_words
from views.guard import component
from views.query import use_query
from views.theme import BODY, CAPTION, HEADING, Icons, Role, S
from views.widgets import (
    Card,
    Chip,
    Emblem,
    ErrorNote,
    Field,
    ListRow,
    Page,
    PrimaryButton,
    SecondaryButton,
    Section,
    Sign,
    TextLink,
    ident,
)


@component
def FamilyScreen() -> Any:
    """Signed out it says why to sign in; without a family it offers the two ways into one."""
    app = use_app()
    state = use_account()
    homes = use_query(_read_homes(app), {"space"})
    kept = use_query(app.client.family.homes.linked.read, {"setting"})
    opened = app.parameter("code")

    def keep() -> None:
        if opened and not state.signed_in:
            app.page.run_task(app.client.family.homes.linked.keep, opened)

    ft.use_effect(keep, [opened, state.signed_in])  # signing in may take another way than from here, or another day
    linked = opened or kept.value or ""
    title = _("家庭")
    if not state.signed_in:
        words = _("登录以后，孩子和家长各用自己的设备，就能在这里连在一起。")
        if linked:
            words = _("登录以后，就用邀请码 {code} 加入家庭。").format(code=linked)
        return SignInFirst(app, title, Icons.FAMILY, words, "/me")
    listed: list[Home] = homes.value or []
    parts: list[ft.Control] = [HomeCard(home, key=home.id) for home in listed]
    beginning = Beginning(has_home=bool(listed), linked=linked, key=f"beginning-{linked}")
    return Page(title, *parts, beginning, back="/me")


@component
def Beginning(has_home: bool, linked: str) -> Any:
    """Make a family as a parent or as a child, or join one; a link that was opened comes with its code typed."""
    app = use_app()
    homes = app.client.family.homes
    typed, set_typed = ft.use_state(linked)
    joins, set_joins = ft.use_state(bool(linked))

    async def make(role: Any) -> None:
        await homes.found("", role)

    async def join() -> None:
        home = await homes.join(typed)
        set_typed("")
        set_joins(False)
        app.toast(_("已加入“{name}”").format(name=home.name))

    def back() -> None:
        set_joins(False)
        app.page.run_task(homes.linked.drop)

    making, joining = use_command(make), use_command(join)
    notes: list[ft.Control] = [ErrorNote(error) for error in (making.error, joining.error) if error]
    if joins:
        field = Field(_("六个字母的邀请码"), typed, set_typed, autofocus=True, on_submit=joining.run)
        return Card(
            ft.Text(_("输入邀请码"), style=HEADING, color=Role.TEXT),
            ident("join-code", field),
            *notes,
            ident("join-send", PrimaryButton(_("加入"), joining.run, busy=joining.running)),
            ident("join-back", TextLink(_("返回"), back)),
        )
    code = ident("join-open", TextLink(_("我有邀请码"), lambda: set_joins(True)))
    if has_home:
        return ft.Row([code], alignment=ft.MainAxisAlignment.CENTER)

    def run(role: str) -> Any:
        return lambda: app.page.run_task(making.run, role)

    about = _("家长能看到每天学了多久、学了什么、哪里还不牢，也能一起约定时间；笔记和答案只有孩子自己看得到。")
    return Card(
        ft.Text(_("和家人连在一起"), style=HEADING, color=Role.TEXT),
        ft.Text(about, style=BODY, color=Role.QUIET),
        *notes,
        ident("found-parent", PrimaryButton(_("我是家长，建一个家庭"), run("parent"), busy=making.running)),
        ident("found-child", SecondaryButton(_("我是孩子，请家长加入"), run("child"), busy=making.running)),
        code,
    )


@component
def HomeCard(home: Home) -> Any:
    """A family: its people, an invite, and the way out."""
    app = use_app()
    homes = app.client.family.homes
    members = use_query(lambda: homes.members(home.id), {"space", "child", "members"})
    invited: Any = ft.use_state(None)
    shown, show = invited
    makes, set_makes = ft.use_state(False)

    def made() -> None:
        set_makes(False)
        members.reload()

    def make() -> None:
        show(None)
        set_makes(True)

    async def invite(role: Any) -> None:
        set_makes(False)
        show(await homes.invite(home.id, role))

    async def go() -> None:
        await homes.leave(home.id)
        members.reload()
        if home.role == "child":
            app.toast(_("已经告诉家长：你想离开这个家庭。家长同意后才离开。"))

    async def let_go(account: str) -> None:
        await homes.let_go(home.id, account)
        members.reload()

    inviting, leaving, letting = use_command(invite), use_command(go), use_command(let_go)

    def run(command: Any, *given: str) -> Any:
        return lambda: app.page.run_task(command.run, *given)

    people = members.value or []
    rows: list[ft.Control] = []
    for one in people:
        about = member_words(one.role, me=one.me, leaving=one.leaving)
        agree = None
        if home.role == "parent" and one.leaving:
            agree = ident("let-go", Chip(_("同意离开"), on_click=run(letting, one.account_id)))
        elif one.role == "child" and home.role == "parent":
            agree = Sign(Icons.OPEN, color=Role.EDGE, size=22)
        opens = (
            partial(app.go, f"/me/family/{one.account_id}") if one.role == "child" and home.role == "parent" else None
        )
        rows.append(ListRow(one.name, about, Emblem(Icons.PERSON), agree, on_click=opens, key=one.account_id))
    plays = len(people) > 1 and home.role in ("parent", "child")
    known = members.value is not None or members.error is not None
    invites = (
        _invites(home, {one.role for one in people}, run(inviting, "parent"), run(inviting, "child"), make)
        if known
        else []
    )
    errors = (inviting.error, leaving.error, letting.error, members.error)
    notes: list[ft.Control] = [ErrorNote(error) for error in errors if error]
    word = _("想离开这个家庭") if home.role == "child" else _("离开这个家庭")
    return Section(
        home.name or _("我们家"),
        *notes,
        *([Invitations(home.id, key="invitations")] if plays else []),
        *rows,
        *([BattleEntry(home.id, key="battle")] if plays else []),
        *([ft.Row(invites, spacing=S, wrap=True)] if invites else []),
        *([NewChild(home.id, made, key="new-child")] if makes else []),
        *([InviteCode(shown.code, shown.role, app.client.line.server)] if shown else []),
        ft.Text(_("离开要孩子和家长都同意。"), style=CAPTION, color=Role.QUIET),
        ft.Row([ident("leave-home", TextLink(word, leaving.run))]),
    )


def _invites(home: Home, roles: set[str], parent: Any, child: Any, make: Any) -> list[ft.Control]:
    """The ways in for others; where the one who is waited for is missing, asking for it is the next step."""
    if home.role == "child":
        is_next = "parent" not in roles
        return [ident("invite-parent", PrimaryButton(_("请家长加入"), parent))] if is_next else []
    if "child" not in roles:
        return [
            ident("invite-child", PrimaryButton(_("请孩子加入"), child)),
            ident("new-child", SecondaryButton(_("给孩子建账号"), make)),
            ident("invite-parent", Chip(_("请家长加入"), on_click=parent)),
        ]
    return [
        ident("invite-parent", Chip(_("请家长加入"), on_click=parent)),
        ident("invite-child", Chip(_("请孩子加入"), on_click=child)),
        ident("new-child", Chip(_("给孩子建账号"), on_click=make)),
    ]


def _read_homes(app: App) -> Any:
    async def read() -> list[Home]:
        return app.client.family.homes.all()

    return read
