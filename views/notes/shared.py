"""Where a note is: one's own, or in a team or family; and the way there and back."""

from __future__ import annotations

from typing import Any

import flet as ft

from client.notes.drafts import Draft
from client.notes.sharing import Place, place_of
from client.texts import _
from views.command import use_command
from views.context import use_app
from views.guard import component
from views.query import use_query
from views.theme import BODY, Icons, Role
from views.widgets import Chip, Dialog, ErrorNote, ListRow, PrimaryButton, ident


def shared_words(place: Place) -> str:
    """The space's name, and whether one may write there."""
    name = place.name or (_("家庭") if place.kind == "family" else _("小组"))
    return name if place.writes else _("{name}（只能看）").format(name=name)


def use_place(draft: Draft) -> Place | None:
    """The shared space that a note is in; None for one's own; a hook."""
    app = use_app()
    sharing = app.client.sharing

    async def read() -> tuple[Place | None]:
        return (await sharing.place(draft.id),)

    found = use_query(read, {"note", "space"}, known=(place_of(app.client.store.standing, draft.space_id),))
    [place] = found.value
    return place


@component
def SharedChip(draft: Draft) -> Any:
    """The chip; a tap offers the spaces."""
    app = use_app()
    sharing = app.client.sharing
    opened, set_opened = ft.use_state(False)
    place = use_place(draft)

    async def move(space: str) -> None:
        await draft.flush()
        moved = await sharing.move(draft.id, space)
        set_opened(False)
        if moved is None:
            app.toast(_("还没有写下什么"))
            return
        app.go(f"/notes/{moved.now}")
        told = next((one for one in sharing.places() if one.id == space), None)
        words = _("移到“{name}”了，成员都看得到").format(name=shared_words(told)) if told else _("移回自己的笔记了")

        async def undo() -> None:
            await sharing.move_back(moved)
            app.go(f"/notes/{moved.before}")

        app.toast(words, undo=undo)

    def go_to_teams() -> None:
        set_opened(False)
        app.go("/teams")

    moving = use_command(move)

    def row(name: str, words: str, about: str, space: str) -> ft.Control:
        async def choose() -> None:
            await moving.run(space)

        return ident(name, ListRow(words, about, Icons.TEAM if space else Icons.PERSON, on_click=choose), button=True)

    dialog = None
    if opened:
        rows = [
            row(f"share-{one.id}", shared_words(one), _("成员都看得到，能写的成员都能接着写"), one.id)
            for one in sharing.places()
            if one.writes and (place is None or one.id != place.id)
        ]
        if place is not None and place.writes:
            rows.append(row("share-back", _("移回自己的笔记"), _("成员那里进回收站"), ""))
        if not rows:
            rows = [
                ft.Text(
                    _("还没有能放笔记的小组或家庭。加入以后，就能把笔记放进去一起写。"), style=BODY, color=Role.QUIET
                )
            ]
        error = [ErrorNote(moving.error)] if moving.error else []
        way = [] if sharing.places() else [ident("share-teams", PrimaryButton(_("打开组队"), go_to_teams))]
        dialog = Dialog(_("和谁一起写"), *error, *rows, actions=way, on_close=lambda: set_opened(False))
    ft.use_dialog(dialog)
    words = shared_words(place) if place else _("一起写")
    return ident("note-share", Chip(words, on_click=lambda: set_opened(True), icon=Icons.TEAM))
