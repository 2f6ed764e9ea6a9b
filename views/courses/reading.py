"""A segment's text, how far the lesson has come, and the one thing to do next."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import flet as ft

from client.courses.content import Question
from client.courses.library import OpenLesson
from client.courses.quizzes import Attempt
from client.courses.sitting import Sitting
from client.texts import _
from views.courses.keys import use_reading_keys
from views.courses.margin import Body
from views.courses.rest import use_rest
from views.courses.sizes import SIZES, SizePicker, neighbour
from views.guard import component
from views.shell.keeping import use_kept
from views.theme import BODY, CAPTION, TITLE, Icons, Role, S
from views.widgets import Bar, Card, Chip, ErrorNote, IconAction, Leaves, Page, PrimaryButton, TextLink, ident


@component
def Reading(
    opened: OpenLesson,
    position: int,
    right: Mapping[str, bool],
    running: Sitting | None,
    best: Attempt | None,
    on_quiz: Callable[[tuple[Question, ...]], None],
    on_next: Callable[[], Any],
    on_back: Callable[[], Any] | None,
    note: ft.Control,
    sizing: tuple[str, Callable[[str], Any]],
    home: str,
    busy: bool,
    error: str | None,
) -> Any:
    """Segment `position` of the lesson.

    `right` tells for each question answered so far whether it was right, `running` is a quiz that was left open, `best`
    the best attempt at the whole quiz. `on_quiz` is told which questions to take; none goes on with `running`. `sizing`
    is the size of the text, and what takes another one.
    """
    size, choose_size = sizing
    is_noting, note_down = use_kept("lesson.noting", False)
    is_sizing, show_sizes = use_kept("lesson.sizing", False)
    lesson = opened.lesson
    segment, last = lesson.segments[position], position == len(lesson.segments) - 1
    left = tuple(question for question in segment.quiz if question.id not in right)
    use_reading_keys(
        (lambda: on_quiz(() if running else left)) if left or running else None if last else on_next,
        on_back,
        lambda: note_down(not is_noting),
        lambda step: choose_size(neighbour(size, step)),
    )
    plain = not (left or running or last or is_noting or is_sizing)
    has_leaf = use_rest(position) and plain and lesson.segments[position + 1].media is None
    rows = leaf(opened, position, size, is_noting, lambda: note_down(True))
    if is_sizing:
        rows.insert(1, SizePicker(size, choose_size))
    if left and not segment.body and not segment.media:
        words = _("这一段没有课文，直接做题。每题马上知道对错，做错的会放进错题本。")
        rows.append(Card(ft.Text(words, style=BODY, color=Role.QUIET), padding=_paper()))
    if segment.quiz and not left and not running:
        score = _("小测：{n} 题对了 {m} 题").format(n=len(segment.quiz), m=sum(right[q.id] for q in segment.quiz))
        again = ident("start-quiz", TextLink(_("再做一遍"), lambda: on_quiz(segment.quiz), Icons.AGAIN))
        facts: list[ft.Control] = [Chip(score, tone="good", icon=Icons.YES)]
        if best is not None:
            facts.append(Chip(_("最好 {m}/{n}").format(m=best.right, n=len(best.questions)), icon=Icons.DONE))
        rows.append(ft.Row([*facts, again], wrap=True, spacing=S, run_spacing=S))
    if error:
        rows.append(ErrorNote(error))
    if left or running:
        onward = _("跳过小测，完成这一课") if last else _("跳过小测，看下一段")
        rows.append(ft.Row([ident("skip-quiz", TextLink(onward, on_next))], alignment=ft.MainAxisAlignment.CENTER))
    return Page(
        lesson.title,
        *rows,
        back=home,
        actions=[
            ident("reading-size", IconAction(Icons.TEXT_SIZE, _("字号"), lambda: show_sizes(not is_sizing))),
            ident("lesson-notes", _margin_key(is_noting, lambda: note_down(not is_noting))),
            note,
        ],
        footer=_footer(left, running, last, len(segment.quiz), on_quiz, on_next, on_back, busy=busy),
        key=f"segment-{position}",
        leaves=Leaves(f"segment-{position + 1}", leaf(opened, position + 1, size)) if has_leaf else Leaves(),
    )


def leaf(
    opened: OpenLesson,
    position: int,
    size: str,
    is_noting: bool = False,
    show_notes: Callable[[], None] | None = None,
) -> list[ft.Control]:
    """Segment `position` as it stands on its page; without `show_notes` with nothing that could be pressed."""
    segment = opened.lesson.segments[position]
    rows: list[ft.Control] = [steps(position, len(opened.lesson.segments))]
    if segment.title:
        heading = ft.Text(segment.title, style=TITLE, color=Role.TEXT)
        rows.append(ft.Container(ft.Semantics(content=heading, header=True), padding=ft.Padding.only(top=S)))
    if segment.body or segment.media:
        rows.append(Body(opened, position, SIZES[size], is_noting, show_notes, key=f"body-{position}-{size}"))
    return rows


def _margin_key(is_noting: bool, toggle: Callable[[], None]) -> ft.Control:
    word = _("收起旁注") if is_noting else _("在段落旁记笔记")
    ink, ground = (Role.ON_SOFT, Role.SOFT) if is_noting else (Role.QUIET, None)
    return IconAction(Icons.MARGIN, word, lambda: toggle(), color=ink, ground=ground)


def steps(position: int, count: int, part: float = 0.0) -> ft.Control:
    """How far one is in the lesson: a small bar a segment, in words for screen readers; `part` of the present one."""
    words = _("第 {n} 段，共 {m} 段").format(n=position + 1, m=count)
    if count > 16:
        return ft.Text(words, style=CAPTION, color=Role.QUIET)
    bars: list[ft.Control] = [
        ft.Container(
            height=6,
            expand=1,
            border_radius=3,
            bgcolor=Role.ACCENT if index <= position else Role.RAISED,
            opacity=0.55 if index == position and part < 1 else 1,
        )
        for index in range(count)
    ]
    return ft.Semantics(label=words, exclude_semantics=True, content=ft.Row(bars, spacing=6))


def _footer(
    left: tuple[Question, ...],
    running: Sitting | None,
    last: bool,
    quiz: int,
    on_quiz: Callable[[tuple[Question, ...]], None],
    on_next: Callable[[], Any],
    on_back: Callable[[], Any] | None,
    *,
    busy: bool,
) -> ft.Control:
    if running is not None:
        word = _("继续小测（还有 {n} 题）").format(n=len(running.open)) if running.open else _("看看小测结果")
        button = ident("start-quiz", PrimaryButton(word, lambda: on_quiz(()), Icons.EDIT))
    elif left:
        word = _("做小测（{n} 题）") if len(left) == quiz else _("继续小测（还有 {n} 题）")
        button = PrimaryButton(word.format(n=len(left)), lambda: on_quiz(left), Icons.EDIT)
        button = ident("start-quiz", button)
    elif last:
        button = ident("finish-lesson", PrimaryButton(_("完成这一课"), on_next, Icons.YES, busy=busy))
    else:
        button = ident("next", PrimaryButton(_("下一段"), on_next, Icons.ON))
    if on_back is None:
        return Bar(button)
    back = IconAction(Icons.BACK, _("上一段"), on_back, color=Role.TEXT, ground=Role.FIELD)
    return Bar(button, back=ident("previous", back))


def _paper() -> ft.Padding:
    return ft.Padding.symmetric(horizontal=20, vertical=20)
