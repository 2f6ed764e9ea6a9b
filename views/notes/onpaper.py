"""A note on paper: as PDF, to keep or to print."""

from __future__ import annotations

from typing import Any

from client.notes.drafts import Draft
from client.texts import _
from views.command import use_command
from views.context import use_app
from views.guard import component
from views.picker import use_picker
from views.theme import Icons
from views.widgets import Chip, ident


@component
def PaperChip(draft: Draft) -> Any:
    """The chip that makes the PDF; where it is, or what went wrong, is said in a word."""
    app = use_app()
    picker = use_picker()

    async def make() -> None:
        from client.mistakes.printing.note import make_note  # fpdf2 takes its time to import
        from views.mistakes.print import keep

        await draft.flush()
        made = await make_note(app.client, draft.id)
        if made is None:
            app.toast(_("还没有写下什么"))
            return
        where = await keep(app, picker(), made.data, f"{made.name[:60]}.pdf")
        if made.missing:
            app.toast(_("PDF 做好了，有 {n} 张图没有印上").format(n=len(made.missing)))
        elif where or app.page.web:
            app.toast(_("PDF 做好了，可以打印：{name}").format(name=where or f"{made.name}.pdf"))

    making = use_command(make)
    words = making.error or (_("正在做…") if making.running else _("PDF、打印"))
    return ident("note-pdf", Chip(words, on_click=making.run, icon=Icons.PRINT))
