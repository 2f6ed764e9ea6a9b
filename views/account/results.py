"""What came of an import, file by file."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import flet as ft

from client.courses.content import Course
from client.courses.importing import Imported, ImportRefusedError, Skipped, read_file
from client.files import FileError
from client.notes.importing import FoundNotes, are_notes, read_notes
from client.texts import _
from views.account.picked import Picked
from views.context import App
from views.guard import component
from views.theme import CAPTION, HEADING, LABEL, Icons, Role, S
from views.widgets import Card, ErrorNote, ListRow, TextLink, ident

if TYPE_CHECKING:
    from client.bootstrap import Client

log = logging.getLogger("xueban.views")

FORMATS = {
    "gift": "Moodle GIFT", "gaokao": "GAOKAO-Bench JSON", "moodlexml": "Moodle XML", "aiken": "Aiken",
    "mbz": "Moodle .mbz", "imscc": "Common Cartridge", "imscp": "IMS Content Package", "qti12": "QTI 1.2",
    "qti21": "QTI 2", "olx": "Open edX OLX", "anki": "Anki", "h5p": "H5P", "perseus": "Perseus", "cnxml": "CNXML",
    "markdown": "Markdown", "html": "HTML", "cmi5": "cmi5", "jex": "Joplin", "enex": "Evernote", "notion": "Notion",
}  # fmt: skip

SHOWN = 5
"""So many of the questions that were left out are named at once."""


@dataclass(frozen=True)
class FileResult:
    """A file, and what it became: courses in `imported`, or `notes`, or the sentence `refused`.

    `told` says what came of the notes.
    """

    name: str
    imported: Imported | None = None
    refused: str = ""
    notes: FoundNotes | None = None
    told: str = ""


async def bring_in(client: Client, picked: Picked, *, as_notes: bool = False) -> FileResult:
    """Import one file; whatever is wrong with it is a sentence, so that the files after it have their turn.

    What can be nothing but notes becomes notes, all else what was asked for.
    """
    try:
        if as_notes or await are_notes(picked.file, picked.name):
            return await _bring_in_notes(client, picked)
        imported = await read_file(picked.file, picked.name)
        for course in imported.courses:
            await client.carrying.bring_in(course, imported.files)
    except ImportRefusedError as error:
        return FileResult(picked.name, refused=str(error))
    except FileError as error:
        return FileResult(picked.name, refused=error.sentence)
    except OSError as error:
        return FileResult(picked.name, refused=_("存不下来：{reason}").format(reason=error.strerror or error))
    except Exception:
        log.exception("importing a file failed")
        return FileResult(picked.name, refused=_("这个文件读到一半出了问题，没有导入。"))
    return FileResult(picked.name, imported)


async def _bring_in_notes(client: Client, picked: Picked) -> FileResult:
    found = await read_notes(picked.file, picked.name)
    brought = await client.transfer.bring_in(found)
    told = [_("新的 {n} 篇").format(n=brought.new)] if brought.new else []
    told += [_("更新了 {n} 篇").format(n=brought.updated)] if brought.updated else []
    told += [_("没有变化 {n} 篇").format(n=brought.same)] if brought.same else []
    told += [_("在这里改得更晚、保留不动 {n} 篇").format(n=brought.later)] if brought.later else []
    found = replace(found, skipped=(*found.skipped, *brought.left_out))
    return FileResult(picked.name, notes=found, told=" · ".join(told))


@component
def ResultCard(result: FileResult, app: App) -> ft.Control:
    """One file's result: its courses to open, what was left out and why."""
    rows: list[ft.Control] = [ft.Text(result.name, style=HEADING, color=Role.TEXT)]
    imported = result.imported
    if result.notes is not None:
        return Card(*rows, *_notes(result.notes, result.told, app))
    if imported is None:
        return Card(*rows, ErrorNote(result.refused))
    total = sum(imported.questions.values())
    rows.append(
        ft.Text(
            _("{format} · {m} 课").format(format=_format(imported.format), m=imported.lessons)
            + (_(" · 导入 {n} 题").format(n=total) if total else "")
            + (_(" · 图片和音视频 {n} 个").format(n=len(imported.files)) if imported.files else "")
            + (_(" · 跳过 {n} 项").format(n=len(imported.skipped)) if imported.skipped else ""),
            style=CAPTION,
            color=Role.QUIET,
        )
    )
    rows.extend(_course(course, app) for course in imported.courses)
    if imported.skipped:
        rows.append(_Named(_("没有导入的"), imported.skipped))
    if imported.notes:
        rows.append(_Named(_("导入了，但和原文件不完全一样"), imported.notes))
    return Card(*rows)


def _notes(found: FoundNotes, told: str, app: App) -> list[ft.Control]:
    """What came of notes: the way to them, what was left out and why."""
    about = _("{format} · {m} 个附件 · {k} 个链接").format(
        format=FORMATS[found.format], m=found.attachments, k=found.links
    )
    row = ListRow(
        _("{n} 篇笔记").format(n=len(found.pages)), told, leading=Icons.NOTE, on_click=lambda: app.go("/notes")
    )
    return [
        ft.Text(about, style=CAPTION, color=Role.QUIET),
        ident("imported-notes", row, button=True),
        *([_Named(_("没有导入的"), found.skipped)] if found.skipped else []),
        *([_Named(_("导入了，但和原文件不完全一样"), found.changes)] if found.changes else []),
    ]


def _format(form: str) -> str:
    if form == "pack":
        return _("学伴课程包")
    return _("多种格式") if form == "mixed" else FORMATS.get(form, form)


def _course(course: Course, app: App) -> ft.Control:
    row = ListRow(
        course.title,
        _("{n} 课").format(n=len(course.lessons)),
        leading=Icons.COURSE,
        on_click=lambda: app.go(f"/courses/{course.id}"),
    )
    return ident("imported-course", row, button=True)


@component
def _Named(title: str, items: tuple[Skipped, ...]) -> ft.Control:
    all_shown, show_all = ft.use_state(False)
    shown = items if all_shown else items[:SHOWN]
    more = len(items) - len(shown)
    return ft.Column(
        [
            ft.Text(title, style=LABEL, color=Role.TEXT),
            *(
                ft.Column(
                    [
                        ft.Text(item.item, style=LABEL, color=Role.TEXT),
                        ft.Text(item.reason, style=CAPTION, color=Role.QUIET),
                    ],
                    spacing=0,
                    tight=True,
                )
                for item in shown[:200]
            ),
            *([TextLink(_("还有 {n} 条").format(n=more), lambda: show_all(True))] if more else []),
        ],
        spacing=S,
        tight=True,
    )
