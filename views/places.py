"""The six destinations of the app, and the way up from a screen."""

from __future__ import annotations

from dataclasses import dataclass

import flet as ft

from client.texts import _
from views.routes import find_screen


@dataclass(frozen=True)
class Place:
    """A destination: its route, name, icon, and the icon when it is chosen."""

    route: str
    name: str
    icon: ft.IconData
    full: ft.IconData


def places() -> list[Place]:
    """All of them, in the order of bar and rail."""
    icons = ft.Icons
    return [
        Place("/", _("今天"), icons.WB_SUNNY_OUTLINED, icons.WB_SUNNY_ROUNDED),
        Place("/courses", _("课程"), icons.MENU_BOOK_OUTLINED, icons.MENU_BOOK_ROUNDED),
        Place("/mistakes", _("错题本"), icons.FACT_CHECK_OUTLINED, icons.FACT_CHECK_ROUNDED),
        Place("/notes", _("笔记"), icons.EDIT_NOTE_OUTLINED, icons.EDIT_NOTE_ROUNDED),
        Place("/teams", _("组队"), icons.GROUPS_OUTLINED, icons.GROUPS_ROUNDED),
        Place("/me", _("我的"), icons.PERSON_OUTLINE_ROUNDED, icons.PERSON_ROUNDED),
    ]


def is_place(path: str) -> bool:
    """Whether `path` is one of the destinations itself."""
    return any(place.route == path for place in places())


def place_of(path: str) -> int:
    """Which of the places `path` belongs to."""
    found = places()
    return max(
        (i for i, place in enumerate(found) if path == place.route or path.startswith(place.route.rstrip("/") + "/")),
        key=lambda i: len(found[i].route),
    )


def parent_of(route: str) -> str:
    """The route of the screen above: `/courses/x` of `/courses/x/lessons/1`, "" of a destination.

    The open drawer of the mistake book (`?in=…`) stays open.
    """
    path, mark, query = route.partition("?")
    if not query.startswith("in="):
        mark = query = ""
    parts = path.strip("/").split("/")[:-1]
    while parts and find_screen("/" + "/".join(parts)) is None:
        parts.pop()
    return "/" + "/".join(parts) + mark + query if parts else ""
