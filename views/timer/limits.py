"""What the family has agreed on: minutes for each day, bedtime, rest, what is free, whose midnight.

Each press is an edit of what was wished for last (`views.wish`), and is kept at once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

import flet as ft

from client.dates import weekday_text
from client.texts import _
from client.timer import Limits
from client.timer.days import device_zone_name, minutes_of
from client.timer.limits import CAPPED, DAY_MIN, HOME, NO_LIMIT
from views.context import is_cramped
from views.theme import CAPTION, LABEL, Icons, Role, S, grown
from views.timer.words import MONDAY, zone_words
from views.widgets import Card, Chip, IconAction, Section, Segmented, ident

STEP_MIN = 10
RESTS = (0, 20, 30, 45)

Edit = Callable[[Limits], Limits]
Change = Callable[[Edit], object]


def LimitsForm(limits: Limits, change: Change) -> list[ft.Control]:
    """The parts of the form; `change` is given the edit that each press means."""
    return [
        Section(_("每天约定多少分钟"), Card(*(_day(limits, weekday, change) for weekday in range(7)))),
        Section(_("晚上休息"), Card(*_bedtime(limits, change))),
        Section(_("连着学多久提醒休息"), Card(_rest(limits, change))),
        Section(_("不占时间的"), Card(*_exempt(limits, change))),
        Section(_("单项最多多少分钟"), Card(*(_cap(limits, kind, change) for kind in CAPPED))),
        Section(_("家里的时间"), Card(*_zone(limits, change))),
    ]


def FirstDevice(limits: Limits, clocks: Mapping[str, str], change: Change) -> ft.Control:
    """Which of the child's devices may use all of the day without a line; the others get a quarter of an hour."""
    chosen = limits.first_device if limits.first_device in clocks else next(iter(clocks), "")
    hint = ft.Text(_("别的设备没有网时，一次最多用 15 分钟。"), style=CAPTION, color=Role.QUIET)
    picker = Segmented(
        dict(clocks),
        chosen,
        lambda device: change(lambda last: replace(last, first_device=device)),
        name="first-device",
    )
    return Section(_("没有网也能用满的设备"), Card(picker, hint))


def stepped(minutes: int, step: int) -> int:
    """The minutes one press away; above a day there is no limit, below nothing there is nothing."""
    if minutes == NO_LIMIT:
        return NO_LIMIT if step > 0 else DAY_MIN // 4
    more = minutes + step
    return NO_LIMIT if more > DAY_MIN // 4 else max(0, more)


def _day(limits: Limits, weekday: int, change: Change) -> ft.Control:
    minutes = limits.minutes[weekday]
    name = weekday_text(date(2026, 11, MONDAY + weekday))

    def step(by: int) -> Callable[[], object]:
        def edit(last: Limits) -> Limits:
            listed = list(last.minutes)
            listed[weekday] = stepped(listed[weekday], by)
            return replace(last, minutes=tuple(listed))

        return lambda: change(edit)

    return _stepper(name, minutes, step, f"less-{weekday}", f"more-{weekday}")


def _stepper(name: str, minutes: int, step: Callable[[int], Callable[[], object]], less: str, more: str) -> ft.Control:
    """Minutes that go up and down."""
    words = _("不限") if minutes == NO_LIMIT else _("{n} 分钟").format(n=minutes)
    cramped = is_cramped()
    head = ft.Text(name, style=LABEL, color=Role.TEXT, expand=not cramped)
    row = ft.Row(
        [
            *([] if cramped else [head]),
            ident(less, IconAction(Icons.LESS_TIME, _("{day}少一点").format(day=name), step(-STEP_MIN))),
            ft.Container(
                ft.Text(words, style=LABEL, color=Role.TEXT, text_align=ft.TextAlign.CENTER),
                width=None if cramped else grown(88),
                expand=cramped,
                alignment=ft.Alignment.CENTER,
            ),
            ident(more, IconAction(Icons.ADD, _("{day}多一点").format(day=name), step(STEP_MIN))),
        ],
        spacing=S,
        vertical_alignment=ft.CrossAxisAlignment.CENTER,
    )
    return ft.Column([head, row], spacing=0, tight=True) if cramped else row


def _bedtime(limits: Limits, change: Change) -> list[ft.Control]:
    evenings = {"": _("不设"), "21:00": "21:00", "21:30": "21:30", "22:00": "22:00", "22:30": "22:30", "23:00": "23:00"}
    mornings = {"05:30": "5:30", "06:00": "6:00", "06:30": "6:30", "07:00": "7:00"}

    def evening(value: str) -> object:
        return change(lambda last: replace(last, closed_from=value, closed_until=last.closed_until or "06:00"))

    rows = [_choice(_("几点以后"), Segmented(evenings, limits.closed_from, evening, name="from"))]
    if minutes_of(limits.closed_from) is not None:

        def morning(value: str) -> object:
            return change(lambda last: replace(last, closed_until=value))

        rows.append(_choice(_("到早上"), Segmented(mornings, limits.closed_until, morning, name="until")))
    return rows


def _rest(limits: Limits, change: Change) -> ft.Control:
    options = {str(n): _("{n} 分").format(n=n) if n else _("不提醒") for n in RESTS}

    def choose(value: str) -> object:
        return change(lambda last: replace(last, rest_after_min=int(value)))

    return Segmented(options, str(limits.rest_after_min), choose, name="rest")


def _exempt(limits: Limits, change: Change) -> list[ft.Control]:
    kinds = {"review": ("review",), "lesson": ("lesson", "quiz"), "note": ("note",)}
    names = {"review": _("复习错题"), "lesson": _("课程和小测"), "note": _("笔记")}

    def toggle(kind: str) -> Callable[[], object]:
        group = frozenset(kinds[kind])

        def edit(last: Limits) -> Limits:
            return replace(last, exempt=last.exempt - group if group <= last.exempt else last.exempt | group)

        return lambda: change(edit)

    chips = [
        ident(f"free-{kind}", Chip(names[kind], set(group) <= limits.exempt, toggle(kind)))
        for kind, group in kinds.items()
    ]
    hint = ft.Text(_("选上的不计入约定的时间，时间用完了也能用。"), style=CAPTION, color=Role.QUIET)
    return [ft.Row(list[ft.Control](chips), spacing=S, run_spacing=0, wrap=True), hint]


def _cap(limits: Limits, kind: str, change: Change) -> ft.Control:
    minutes = limits.caps_min.get(kind, NO_LIMIT)
    name = {"review": _("复习错题"), "lesson": _("课程和小测"), "note": _("笔记")}[kind]

    def step(by: int) -> Callable[[], object]:
        def edit(last: Limits) -> Limits:
            minutes = stepped(last.caps_min.get(kind, NO_LIMIT), by)
            return replace(last, caps_min={**last.caps_min, kind: minutes})

        return lambda: change(edit)

    return _stepper(name, minutes, step, f"cap-{kind}", f"cap-more-{kind}")


def _zone(limits: Limits, change: Change) -> list[ft.Control]:
    zones = dict.fromkeys(filter(None, (HOME, limits.zone, device_zone_name())))

    def choose(zone: str) -> object:
        return change(lambda last: replace(last, zone=zone))

    picker = Segmented({zone: zone_words(zone) for zone in zones}, limits.zone, choose, name="zone")
    hint = ft.Text(
        _("一天从家里的零点算起。孩子出门在外也一样；晚上休息按家里和设备上更严的算。"),
        style=CAPTION,
        color=Role.QUIET,
    )
    return [picker, hint]


def _choice(label: str, control: ft.Control) -> ft.Control:
    return ft.Column([ft.Text(label, style=LABEL, color=Role.TEXT), control], spacing=S, tight=True)
