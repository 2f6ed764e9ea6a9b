"""Notes to take away: all of them, or the notebook that is shown, as a zip of Markdown that other programs open."""

from __future__ import annotations

import asyncio
from typing import Any

from client.texts import _
from views.command import use_command
from views.context import use_app
from views.guard import component
from views.picker import use_picker
from views.theme import Icons
from views.widgets import IconAction, ident


@component
def TakeOut(notebook: str) -> Any:
    """The button; what it did is said when it is done."""
    app = use_app()
    picker = use_picker()

    async def take() -> None:
        made = await app.client.transfer.take_out(notebook)
        try:
            path = await picker().save_file(dialog_title=_("导出笔记"), file_name=made.name, src_bytes=made.data)
            if path is None and not app.page.web:
                return  # it was cancelled
        except (RuntimeError, TimeoutError):  # there is no dialog here that answers
            path = str(await asyncio.to_thread(made.keep, app.client.data_dir / "exports"))
        if made.missing:
            app.toast(_("{name}：有 {n} 个附件拿不到").format(name=path or made.name, n=len(made.missing)))
        else:
            app.toast(_("{n} 篇笔记已经存到 {name}").format(name=path or made.name, n=made.notes))

    taking = use_command(take)
    words = _("导出这个笔记本") if notebook else _("导出全部笔记")
    return ident("notes-export", IconAction(Icons.DOWNLOAD, taking.error or words, taking.run))
