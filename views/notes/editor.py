"""Where one types. It is drawn again only when another device changed the text, so no key waits for a screen."""

from __future__ import annotations

from typing import Any

import flet as ft

from client.notes.drafts import Draft
from client.notes.writing.continuing import continued
from client.search.found import Found
from client.texts import _
from views.context import use_app
from views.guard import component
from views.notes.hand import Hand
from views.notes.offsets import to_index
from views.notes.restoring import use_restored
from views.shortcuts.hooks import use_typing
from views.theme import BODY, HEADING, M, Role
from views.widgets import ident


@component
def Editor(draft: Draft, titled: bool = True, hint: str = "", hand: Hand | None = None, on_files: Any = None) -> Any:
    """Title and body; what is typed goes to the draft key by key, and from there into the store.

    A text that says itself what it is called is not `titled`; `hint` stands where nothing is written yet. `hand` is
    what acts on the editor from beside it; `on_files` takes files that are pasted (`ft.TextFieldPasteFilesEvent`).

    Drawing again sends nothing back to the client unless another device has changed the text. Then the selection goes
    along, at the characters where it was.
    """
    app = use_app()
    restored = use_restored(draft)
    title_ref, body_ref = (ft.use_memo(lambda: ft.Ref[Any](), []) for _field in range(2))
    given: Any = ft.use_ref((draft.frame, draft.titles))
    # What the client reported last may be a key ahead of the draft: nothing but a text of ours may replace it.
    reported_title, reported = title_ref.current, body_ref.current
    is_new = given.current[0] != restored.frame
    is_new_title = given.current[1] != draft.titles
    if reported is not None and is_new:
        # It may show something else than it reported last, if that crossed a text of ours: so it is told in any case.
        app.page.session.apply_patch(reported._i, {"value": None})
    given.current = restored.frame, draft.titles
    clock = app.client.timer
    ending: Any = ft.use_ref(None)

    def begin() -> None:
        ending.current = clock.begin("note")

    def end() -> None:
        if ending.current is not None:
            ending.current()

    ft.use_effect(begin, [], end)

    def title_typed(event: ft.Event[ft.TextField]) -> None:
        clock.touch()
        draft.type(title=str(event.data or ""))

    def body_typed(event: ft.Event[ft.TextField]) -> None:
        clock.touch()
        before, offered = len(draft.body), hand.offered if hand is not None else []
        draft.type(body=str(event.data or ""))  # the control's value may be that of a later key
        if draft.change.inserted == "\n" and len(draft.body) > before:
            entered(offered)

    def entered(offered: list[Found]) -> None:
        """Enter takes what was offered for a link; else the next line begins as this one."""
        chosen = hand.choice(offered[0], entered=True) if hand is not None and offered else None
        if change := chosen or continued(draft.body, draft.selection[1]):
            draft.put(change)

    def selected(event: ft.TextSelectionChangeEvent[ft.TextField]) -> None:
        shown = draft.in_field
        places = (event.selection.base_offset, event.selection.extent_offset)
        draft.select_in_field(*(to_index(shown, units) for units in places))

    def left() -> None:
        draft.save_soon()

    title_focus, body_focus = use_typing(left), use_typing(left)
    title = ft.TextField(
        ref=title_ref,
        value=draft.title if reported_title is None or is_new_title else reported_title.value,
        hint_text=_("标题（不写就用第一行）"),
        text_style=HEADING,
        on_change=title_typed,
        **title_focus,
        **_bare(),
    )
    body = ft.TextField(
        ref=body_ref,
        value=draft.shown if reported is None else draft.given if is_new else reported.value,
        selection=restored.selection,
        hint_text=hint or _("写点什么……支持 Markdown，公式写在 $ 之间"),
        multiline=True,
        fit_parent_size=True,
        text_vertical_align=ft.VerticalAlignment.START,
        keyboard_type=ft.KeyboardType.MULTILINE,
        text_style=BODY,
        autofocus=not (draft.title or draft.body),
        on_change=body_typed,
        on_selection_change=None if restored.selection else selected,
        on_paste_files=on_files,
        expand=True,
        **body_focus,
        **_bare(),
    )
    if hand is not None:
        hand.field = body
    # Not stretched by the column, or its own width would not be laid out.
    witness = ft.Row([restored.witness], height=0)
    return ft.Column(
        [
            *([ident("note-title", title), ft.Divider()] if titled else []),
            ident("note-body", body, expand=True),
            witness,
        ],
        spacing=0,
        expand=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _bare() -> dict[str, Any]:
    """No box of its own: the sheet that one writes on is the box."""
    return {
        "border": ft.NoInputBorder(),
        "content_padding": ft.Padding.symmetric(horizontal=M, vertical=14),
        "hint_style": ft.TextStyle(color=Role.EDGE),
    }
