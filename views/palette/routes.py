"""Where a thing that was found leads, and how it looks in the palette."""

from __future__ import annotations

from urllib.parse import quote

import flet as ft

from client.search.found import Found
from client.texts import _


def route_of(found: Found) -> str:
    """The route of the screen that shows it."""
    here, parent = quote(found.id, safe=""), quote(found.parent, safe="")
    return {
        "course": f"/courses/{here}",
        "lesson": f"/courses/{parent}/lessons/{here}",
        "note": f"/notes/{here}",
        "mistake": f"/mistakes/item/{here}",
        "point": f"/mistakes?in={here}",
        "question": f"/courses/{parent}/lessons/{quote(found.lesson, safe='')}?at={found.segment}",
    }[found.kind]


def icon_of(found: Found) -> ft.IconData:
    """The sign of its kind."""
    return {
        "course": ft.Icons.MENU_BOOK_ROUNDED,
        "lesson": ft.Icons.PLAY_LESSON_ROUNDED,
        "note": ft.Icons.STICKY_NOTE_2_ROUNDED,
        "mistake": ft.Icons.FACT_CHECK_ROUNDED,
        "point": ft.Icons.HUB_ROUNDED,
        "question": ft.Icons.QUIZ_ROUNDED,
    }[found.kind]


def kind_of(found: Found) -> str:
    """The word for its kind."""
    return {
        "course": _("课程"),
        "lesson": _("课"),
        "note": _("笔记"),
        "mistake": _("错题"),
        "point": _("知识点"),
        "question": _("题目"),
    }[found.kind]
