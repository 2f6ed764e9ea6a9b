"""The subjects' icons."""

from __future__ import annotations

import flet as ft

from views.theme import Icons


def subject_icon(subject: str) -> ft.IconData:
    """The subject's icon."""
    return {
        "math": Icons.MATH,
        "physics": Icons.PHYSICS,
        "chemistry": Icons.CHEMISTRY,
        "biology": Icons.BIOLOGY,
        "chinese": Icons.CHINESE,
        "english": Icons.ENGLISH,
        "history": Icons.PAST,
        "geography": Icons.WORLD,
        "politics": Icons.CIVICS,
    }.get(subject, Icons.COURSE)
