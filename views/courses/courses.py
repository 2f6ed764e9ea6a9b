"""The list of courses: the one to go on with first, then all of them by subject."""

from __future__ import annotations

from itertools import groupby
from typing import Any
from urllib.parse import quote

import flet as ft

from client.courses.offer import CourseCard, by_subject, find_cards
from client.profile.grades import said_grade
from client.subjects import subject_name, subject_rank
from client.texts import _
from views.context import use_app
from views.courses.along import Away
from views.courses.catalogue import OFFERED
from views.courses.subjects import subject_icon
from views.guard import component
from views.query import use_query
from views.shell.keeping import use_kept
from views.shell.panes import use_chosen
from views.shortcuts.rows import Rows, use_rows
from views.theme import BODY, CAPTION, HEADING, LABEL, LEAD, Icons, M, Role, S, lines
from views.widgets import (
    Card,
    Chip,
    Emblem,
    EmptyState,
    Encircled,
    ErrorNote,
    Field,
    Page,
    PrimaryButton,
    Section,
    Skeleton,
    TextLink,
    ident,
)

ROWS = 60  # courses shown at once: every tile costs the screen time
SEARCH_FROM = 6

CHANGES = ("course", "place", "finish", "answer", "setting")


def lesson_route(course_id: str, lesson_id: str) -> str:
    """The route of a lesson."""
    return f"/courses/{quote(course_id)}/lessons/{quote(lesson_id)}"


def _route(course_id: str) -> str:
    return f"/courses/{quote(course_id)}"


@component
def CoursesScreen() -> Any:
    """All courses of this device."""
    app = use_app()
    cards = use_query(lambda: app.client.courses.list(), CHANGES, remember="courses")
    faults = use_query(lambda: app.client.courses.faults(), ("course",))
    elsewhere = use_query(app.client.catalogue.elsewhere, OFFERED, remember="elsewhere")
    search, set_search = use_kept("courses.search", "")
    subject, set_subject = use_kept("courses.subject", "")
    reach, set_reach = use_kept("courses.reach", ROWS)
    found = by_subject(find_cards(cards.value or [], search, subject))
    sorted_cards = found[:reach]
    rows = use_rows(
        [card.id for card in sorted_cards], lambda identity: app.go(_route(identity)), use_chosen("/courses")
    )
    more = ident("catalogue", TextLink(_("更多课程"), lambda: app.go("/courses/catalogue"), icon=Icons.COURSE))
    bring_in = ident("import", TextLink(_("导入"), lambda: app.go("/me/import"), icon=Icons.IMPORT))
    away = [Away(elsewhere.value, key="elsewhere")] if elsewhere.value and not (search or subject) else []
    content: list[ft.Control]
    if cards.error:
        content = [ErrorNote(cards.error, cards.reload)]
    elif cards.value is None:
        content = [Skeleton()]
    elif not cards.value:
        content = [
            EmptyState(
                "book",
                _("还没有课程"),
                _("把老师给的题库或课程文件导入进来，就能在这里学。移除的自带课程在“我的学习”里放回。"),
                _("导入课程"),
                lambda: app.go("/me/import"),
            ),
            *away,
        ]
    else:
        content = _find(cards.value, search, set_search, subject, set_subject)
        first = None if search or subject else cards.value[0]
        content += _current(first, app.go)
        content += away
        content += _content(sorted_cards, rows, columns=2 if app.width >= 840 else 1)
        if not found:
            content.append(_nothing(lambda: (set_search(""), set_subject(""))))
        elif len(found) > reach:
            words = _("再看 {n} 门").format(n=min(ROWS, len(found) - reach))
            content.append(ident("more-courses", TextLink(words, lambda: set_reach(reach + ROWS), Icons.MORE)))
    notes: list[ft.Control] = [ErrorNote(str(fault)) for fault in faults.value or []]
    return Page(_("课程"), *notes, *content, actions=[more, bring_in], key="courses" if cards.value else None)


def _find(cards: list[CourseCard], search: str, set_search: Any, subject: str, set_subject: Any) -> list[ft.Control]:
    """The field and the chips that leave some courses out; among a handful nobody searches."""
    rows: list[ft.Control] = []
    if len(cards) >= SEARCH_FROM or search:
        rows.append(ident("course-search", Field(_("搜索课程"), search, set_search, hint=_("名称、科目或年级"))))
    subjects = sorted({card.subject for card in cards}, key=subject_rank)
    if (len(cards) >= SEARCH_FROM and len(subjects) > 1) or subject:
        names = {"": _("全部科目")} | {one: subject_name(one) for one in subjects}
        chips: list[ft.Control] = [
            ident(f"subject-{one or 'all'}", Chip(name, selected=subject == one, on_click=_choose(set_subject, one)))
            for one, name in names.items()
        ]
        rows.append(ft.Row(chips, spacing=S, run_spacing=0, wrap=True))
    return rows


def _choose(set_subject: Any, subject: str) -> Any:
    return lambda: set_subject(subject)


def _nothing(clear: Any) -> ft.Control:
    return EmptyState(
        Icons.SEARCH,
        _("没有找到这样的课程"),
        _("换个词试试，或者到“更多课程”里找。"),
        _("看看全部课程"),
        clear,
    )


def _content(cards: list[CourseCard], rows: Rows, columns: int) -> list[ft.Control]:
    content: list[ft.Control] = []
    for _rank, group in groupby(cards, key=lambda card: subject_rank(card.subject)):
        members = list(group)
        name = subject_name(members[0].subject)
        content.append(Section(name, _grid([_tile(card, rows) for card in members], columns)))
    return content


def _current(card: CourseCard | None, go: Any) -> list[ft.Control]:
    """The lesson that is next in the course one has last been at."""
    lesson = card.next_lesson if card is not None and card.started else None
    if card is None or lesson is None:
        return []
    route = lesson_route(card.id, lesson.id)
    face = Card(
        ft.Text(_("接着学"), style=LABEL, color=Role.ON_SOFT),
        ft.Text(lesson.title, style=LEAD, color=Role.ON_SOFT),
        ft.Text(
            _("{course} · 约 {n} 分钟").format(course=card.title, n=lesson.minutes),
            style=BODY,
            color=Role.ON_SOFT,
        ),
        ft.Row([ident("continue-lesson", PrimaryButton(_("继续学习"), lambda: go(route), Icons.PLAY))]),
        color=Role.SOFT,
        padding=24,
        key="current",
    )
    return [face]


def _tile(card: CourseCard, rows: Rows) -> ft.Control:
    face = ft.memo(Tile)(card, rows.at(card.id))  # a list beside a course is drawn anew with every course
    return ident(f"course-{card.id}", face, key=f"course-{card.id}", button=True)


@component
def Tile(card: CourseCard, rows: Rows) -> ft.Control:
    """A course in the list; `rows` says whether it is marked or open."""
    app = use_app()
    facts = [Chip(said_grade(card.grade))] if card.grade else []
    if card.origin == "imported":
        facts.append(Chip(_("导入的"), icon=Icons.IMPORTED))
    if card.next_lesson is None:
        facts.append(Chip(_("已学完"), tone="good", icon=Icons.YES))
    words = [
        ft.Text(card.title, style=HEADING, color=Role.TEXT, max_lines=lines(2), overflow=ft.TextOverflow.ELLIPSIS),
        *([ft.Row(facts, spacing=6, wrap=True, run_spacing=6)] if facts else []),
    ]
    done = _("{done}/{n} 课").format(done=card.finished, n=card.lessons)
    emblem = Encircled(
        card.finished / card.lessons,
        Emblem(subject_icon(card.subject), size=42),
        _("{title}：{done}").format(title=card.title, done=done),
    )
    head = ft.Row(
        [emblem, ft.Column(words, spacing=6, tight=True, expand=True)],
        spacing=M,
        vertical_alignment=ft.CrossAxisAlignment.START,
    )
    about = ft.Text(
        card.summary, style=CAPTION, color=Role.QUIET, max_lines=lines(2), overflow=ft.TextOverflow.ELLIPSIS
    )
    measure = ft.Row(
        [
            ft.Text(done, style=CAPTION, color=Role.QUIET, expand=True),
            ft.Text(_left(card), style=CAPTION, color=Role.QUIET),
        ]
    )
    tile = Card(
        head,
        *([about] if card.summary else []),
        measure,
        on_click=lambda: app.go(_route(card.id)),
    )
    return rows.dress(tile, card.id)


def _left(card: CourseCard) -> str:
    """The time that a course takes, or that is left of it."""
    if card.finished and card.minutes_left:
        return _("还要约 {n} 分钟").format(n=card.minutes_left)
    return _("约 {n} 分钟").format(n=card.minutes)


def _grid(tiles: list[ft.Control], columns: int) -> ft.Control:
    if columns == 1:
        rows = tiles
    else:
        for tile in tiles:
            tile.expand = 1
        rows = []
        for start in range(0, len(tiles), columns):
            row = tiles[start : start + columns]
            gaps: list[ft.Control] = [ft.Container(expand=1) for _gap in range(columns - len(row))]
            rows.append(ft.Row([*row, *gaps], spacing=M, vertical_alignment=ft.CrossAxisAlignment.START))
    return ft.Column(rows, spacing=M, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
