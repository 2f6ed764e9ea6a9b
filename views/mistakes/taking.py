"""Commands for what comes into a mistake that is written down: a picture, parts of one, what was copied."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import flet as ft

from client.mistakes.capture.pictures import Box, PagePicture
from views.command import Command, use_command
from views.context import use_app
from views.mistakes.telling import read_text
from views.mistakes.ways import from_clipboard, from_file, has_camera, pasted
from views.mistakes.work import Work
from views.picker import use_picker


@dataclass(frozen=True)
class Taking:
    """`choose` a file, `paste` a picture, keep a `shot`; `mark` questions on the last picture, `cut` them out of it."""

    choose: Command
    paste: Command
    shot: Command
    mark: Command
    cut: Command
    bring: Command

    @property
    def errors(self) -> list[str]:
        """What did not work, in sentences."""
        commands = (self.choose, self.paste, self.shot, self.mark, self.cut, self.bring)
        return [command.error for command in commands if command.error]


def use_taking(work: Work) -> Taking:
    """The commands; a hook. With `?from=picture` or `?from=clipboard` one of them begins at once."""
    app = use_app()
    picker = use_picker()
    clipboard = ft.use_state(lambda: ft.Clipboard())[0]
    capture = app.client.capture

    async def take_in(data: bytes | None) -> None:
        if data is None:
            return
        sha256, page = await capture.take_page(data)
        cutting, _data = await capture.cut(sha256, page, Box(0.0, 0.0, 1.0, 1.0))
        work.page = None
        work.put(cuttings=(*work.draft.cuttings, cutting))
        app.page.run_task(read_text, app, work)

    async def choose() -> None:
        await take_in(await from_file(picker(), app.page))

    async def take_shot(data: bytes) -> None:
        work.shooting = False
        await take_in(data)

    async def paste() -> None:
        await take_in(await from_clipboard(clipboard))

    async def bring() -> None:
        brought = await pasted(clipboard)
        if isinstance(brought, str):
            work.receive(brought)
        else:
            await take_in(brought)

    async def mark() -> None:
        cutting = work.draft.cuttings[-1]
        data = await capture.picture(replace(cutting, file=cutting.page or cutting.file))
        sha256, page = await capture.take_page(data)
        work.show(page=(sha256, page))

    async def marked(sha256: str, page: PagePicture, boxes: Sequence[Box]) -> None:
        drafts = []
        for box in boxes:
            cutting, _data = await capture.cut(sha256, page, box)
            drafts.append(replace(work.draft.next(), cuttings=(cutting,)))
        if len(drafts) == 1:
            work.page, work.reading = None, ""
            work.put(cuttings=(*work.draft.cuttings[:-1], *drafts[0].cuttings), text="")
            work.turn += 1
        else:
            work.begin(drafts)
        app.page.run_task(read_text, app, work)

    choosing, pasting, bringing = use_command(choose), use_command(paste), use_command(bring)
    shot, marking, cutting = use_command(take_shot), use_command(mark), use_command(marked)

    def begin() -> None:
        way = "" if work.mistake_id else app.parameter("from")
        if way == "clipboard":
            app.page.run_task(bringing.run)
        elif way == "picture" and not work.draft.cuttings:
            if has_camera(app.page) and not app.page.web:  # a browser's own chooser has the camera in it
                work.show(shooting=True)
            else:
                app.page.run_task(choosing.run)

    ft.use_effect(begin, [])
    return Taking(choosing, pasting, shot, marking, cutting, bringing)
