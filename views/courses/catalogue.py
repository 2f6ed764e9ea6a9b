"""The catalogue: courses that can be had, searched and filtered, and those under way."""

from __future__ import annotations

from typing import Any

import flet as ft

from client.courses.catalogue import Offer
from client.courses.catalogue.offers import fitting, grades_in, matching, subjects_of
from client.profile.grades import grade_name
from client.subjects import subject_name
from client.texts import _
from views.command import use_command
from views.context import App, use_app
from views.courses.offer import OfferCard
from views.guard import component
from views.query import use_query
from views.shell.keeping import use_kept
from views.theme import CAPTION, Icons, M, Role, S
from views.widgets import AsItWas, Chip, EmptyState, ErrorNote, Field, Page, Skeleton, TextLink, ident

ROWS = 40  # offers shown at once: every row costs the screen time
SEARCH_FROM = 6
"""Among fewer courses nobody searches."""

OFFERED = ("catalogue", "course", "publication")
"""What changes what can be had."""


@component
def CatalogueScreen() -> Any:
    """All courses that this device can get."""
    app = use_app()
    catalogue = app.client.catalogue
    offers = use_query(catalogue.offers, OFFERED, remember="catalogue")
    profile = use_query(app.client.profile.get, {"profile"}, remember="catalogue.profile")
    refreshing = use_command(catalogue.refresh)
    search, set_search = use_kept("catalogue.search", "")
    subject, set_subject = use_kept("catalogue.subject", "")
    grade, set_grade = use_kept("catalogue.grade", 0)
    reach, set_reach = use_kept("catalogue.reach", ROWS)
    everybodys, show_everybodys = use_kept("catalogue.everybodys", False)
    ft.use_effect(refreshing.run, [])
    again = ident("catalogue-refresh", TextLink(_("刷新"), refreshing.run, icon=Icons.RETRY))
    everything: list[Offer] | None = offers.value
    content: list[ft.Control] = [AsItWas(refreshing.error)] if refreshing.error else []
    if offers.error:
        content.append(ErrorNote(offers.error, offers.reload))
    elif everything is None and refreshing.error:
        content = [_unread(refreshing.error, refreshing.run)]
    elif everything is None or profile.loading:
        content.append(Skeleton())
    elif not everything:
        content.append(_empty(lambda: app.go("/me/import")))
    else:
        found = matching(everything, search, subject, grade)
        others: list[Offer] = []
        if not (search or subject or grade or everybodys):  # who asks for something means all of it
            own, others = fitting(found, profile.value)
            found, others = (own, others) if own else (others, [])
        content += [
            *([_search(search, set_search)] if len(everything) >= SEARCH_FROM or search else []),
            _filters(everything, subject, set_subject, grade, set_grade),
            *([_first_yours()] if others else []),
            *[OfferCard(offer, key=offer.card.id) for offer in found[:reach]],
        ]
        if not found:
            content.append(_nothing(lambda: (set_search(""), set_subject(""), set_grade(0))))
        elif len(found) > reach:
            more = _("再看 {n} 门").format(n=min(ROWS, len(found) - reach))
            content.append(TextLink(more, lambda: set_reach(reach + ROWS), Icons.MORE))
        elif others:
            content.append(_rest(len(others), lambda: show_everybodys(True)))
    return Page(_("课程目录"), _ways(app), *content, back="/courses", actions=[again], key="catalogue")


def _ways(app: App) -> ft.Control:
    """Other ways to a course: at a time with a teacher, or written by oneself."""
    live = ident("to-live", TextLink(_("直播课"), lambda: app.go("/courses/live"), Icons.LIVE))
    write = ident("to-writing", TextLink(_("我写的课程"), lambda: app.go("/courses/writing"), Icons.EDIT))
    return ft.Row([live, write], spacing=S, wrap=True)


def _search(search: str, set_search: Any) -> ft.Control:
    return ident("catalogue-search", Field(_("搜索课程"), search, set_search, hint=_("名称、科目或年级")))


def _filters(offers: list[Offer], subject: str, set_subject: Any, grade: int, set_grade: Any) -> ft.Control:
    """One row a filter; a filter with one choice is none."""
    rows: list[ft.Control] = []
    subjects, grades = subjects_of(offers), grades_in(offers)
    if len(subjects) > 1 or subject:
        choices = {"": _("全部科目")} | {one: subject_name(one) for one in subjects}
        rows.append(_row("subject", choices, subject, set_subject))
    if len(grades) > 1 or grade:
        choices = {0: _("全部年级")} | {one: grade_name(one) for one in grades}
        rows.append(_row("grade", choices, grade, set_grade))
    return ft.Column(rows, spacing=0, tight=True, visible=bool(rows))


def _first_yours() -> ft.Control:
    return ft.Text(_("先列出适合你的年级和科目的课程。"), style=CAPTION, color=Role.QUIET)


def _rest(count: int, show: Any) -> ft.Control:
    """What is for other grades and subjects, one tap away."""
    link = TextLink(_("其他年级和科目的 {n} 门").format(n=count), show, Icons.MORE)
    return ft.Row([ident("catalogue-others", link)], alignment=ft.MainAxisAlignment.CENTER)


def _row(name: str, choices: dict[Any, str], chosen: Any, choose: Any) -> ft.Control:
    def chip(key: Any, words: str) -> ft.Control:
        return ident(f"{name}-{key or 'all'}", Chip(words, selected=key == chosen, on_click=lambda: choose(key)))

    return ft.Row([chip(key, words) for key, words in choices.items()], spacing=S, wrap=True, run_spacing=0)


def _unread(sentence: str, retry: Any) -> ft.Control:
    return ft.Column(
        [
            ErrorNote(sentence, retry),
            EmptyState("book", _("还没有读到目录"), _("联网时打开一次，目录就会留在这台设备上。")),
        ],
        spacing=M,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _empty(bring_in: Any) -> ft.Control:
    return EmptyState(
        "book",
        _("目录里还没有课程"),
        _("学校或老师在服务器上添加课程后，这里就能下载。手头有课程文件的话，现在就可以导入。"),
        _("导入课程"),
        bring_in,
    )


def _nothing(clear: Any) -> ft.Control:
    return ft.Column(
        [
            EmptyState("search", _("没有这样的课程"), _("换个词，或者放宽科目和年级再找找。")),
            ft.Row([TextLink(_("清除筛选"), clear)], alignment=ft.MainAxisAlignment.CENTER),
        ],
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
