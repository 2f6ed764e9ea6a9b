"""Role, grade, subjects and goal, each a press on one page; nothing has to be chosen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import flet as ft

from client.profile.grades import GOALS, GRADES, grade_name
from client.profile.telling import Telling
from client.subjects import subject_name
from client.texts import _
from views.context import is_wide
from views.theme import CAPTION, FIELD_RADIUS, LABEL, TARGET, Role, S, motion, text_scale
from views.widgets import ident

WIDTH = 640  # what is chosen lies close together
COLUMNS = (6, 5, 4, 3, 2, 1)
LATIN = 0.62  # the width of a Latin letter, where a Chinese sign has 1


def RoleChoice(told: Telling, on_change: Callable[[Telling], None]) -> ft.Control:
    """Student or parent."""
    cells = [
        _cell("role-student", _("我是学生"), told.role == "student", lambda: on_change(told.as_role("student"))),
        _cell("role-parent", _("我是家长"), told.role == "parent", lambda: on_change(told.as_role("parent"))),
    ]
    return _grid(cells, 2)


def LearningChoices(width: float, told: Telling, on_change: Callable[[Telling], None]) -> list[ft.Control]:
    """Grade, subjects and goal of a student on a screen of that `width`; `on_change` gets all choices at each press."""
    room = min(width - (150 if is_wide(width) else 32), WIDTH)
    grades = [
        _cell(f"grade-{grade}", grade_name(grade), grade == told.grade, _press(on_change, told.in_grade(grade)))
        for grade in GRADES
    ]
    subjects = [
        _cell(
            f"subject-{subject}",
            subject_name(subject),
            subject in told.subjects,
            _press(on_change, told.with_subject(subject)),
        )
        for subject in told.taught
    ]
    goals = [
        _cell(f"goal-{n}", _("{n} 分").format(n=n), n == told.goal_min, _press(on_change, told.with_goal(n)))
        for n in GOALS
    ]
    of_subjects, of_goals = map(subject_name, told.taught), (_("{n} 分").format(n=n) for n in GOALS)
    few = min(columns(of_subjects, room), columns(of_goals, room), 5)
    return [
        _part(_("几年级"), "", _grid(grades, columns(map(grade_name, GRADES), room))),
        _part(_("想学的科目"), _("不选就是都要"), _grid(subjects, few)),
        _part(_("每天想学多久"), _("随时可以改"), _grid(goals, few)),
    ]


def columns(texts: Iterable[str], room: float) -> int:
    """How many cells find room beside each other in `room` pixels, each as wide as the longest of `texts` wants."""
    ems = max(sum(LATIN if sign.isascii() else 1 for sign in text) for text in texts)
    cell = ems * (LABEL.size or 15) + 2 * S
    return next((n for n in COLUMNS if n * cell + (n - 1) * S <= room), 1)


def _part(title: str, hint: str, grid: ft.Control) -> ft.Control:
    words: list[ft.Control] = [ft.Semantics(content=ft.Text(title, style=LABEL, color=Role.TEXT), header=True)]
    if hint:
        words.append(ft.Text(hint, style=CAPTION, color=Role.QUIET))
    return ft.Column(
        [ft.Row(words, spacing=S, wrap=True, vertical_alignment=ft.CrossAxisAlignment.CENTER), grid],
        spacing=S,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _cell(name: str, text: str, chosen: bool, on_click: Callable[[], None]) -> ft.Control:
    ink = Role.ON_SOFT if chosen else Role.TEXT
    weight = ft.FontWeight.W_600 if chosen else None
    words = ft.Text(text, style=LABEL, color=ink, weight=weight, text_align=ft.TextAlign.CENTER, max_lines=1)
    face = ft.Container(
        words,
        height=max(TARGET, 36 * text_scale()),
        alignment=ft.Alignment.CENTER,
        bgcolor=Role.SOFT if chosen else Role.CARD,
        border=ft.Border.all(2 if chosen else 1, Role.ACCENT if chosen else Role.LINE),
        border_radius=FIELD_RADIUS,
        ink=True,
        on_click=on_click,
        animate=motion(),
    )
    return ident(name, face, button=True, selected=chosen, expand=1)


def _grid(cells: Sequence[ft.Control], columns: int) -> ft.Control:
    rows: list[ft.Control] = []
    for start in range(0, len(cells), columns):
        row = list(cells[start : start + columns])
        gaps = [ft.Container(expand=1) for _gap in range(min(columns, len(cells)) - len(row))]
        rows.append(ft.Row([*row, *gaps], spacing=S))
    return ft.Column(rows, spacing=S, tight=True)


def _press(on_change: Callable[[Telling], None], told: Telling) -> Callable[[], None]:
    return lambda: on_change(told)  # no default arguments: Flet would hand the event to them
