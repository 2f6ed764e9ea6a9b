"""The order of need: from how the day stands to the one next step, with the reason in words. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from client.courses.offer import NextLesson
from client.texts import _

NIGHT_FROM, NIGHT_UNTIL = 22, 5
"""Hours of the device's day between which sleep is the better lesson (minors' mode, CAC guide 2024: 22 to 6)."""

BREAK_AFTER_MIN = 45
"""Minutes on end after which a break brings more than going on: a school lesson."""

REST_AFTER_MIN = 120
"""After so many minutes in a day another lesson brings little."""

MANY_DUE = 30
REVIEW_S = 40
"""Seconds that a review takes, roughly: to say beforehand how long it will be."""

Kind = Literal["review", "continue", "quest", "start", "rest", "done", "import"]


@dataclass(frozen=True)
class Quest:
    """What one's study team has taken on for today; `route` leads to it."""

    title: str
    reason: str
    route: str


@dataclass(frozen=True)
class Situation:
    """How the day stands on this device at `hour` (0 to 23).

    `minutes_on_end` were studied up to now without a break, `goal_min` is the person's own goal for a day.
    """

    minutes_today: int = 0
    due_count: int = 0
    next_lesson: NextLesson | None = None
    has_courses: bool = True
    hour: int = 17
    minutes_on_end: int = 0
    goal_min: int = 30
    quest: Quest | None = None


@dataclass(frozen=True)
class NextStep:
    """What to do: `title` names it, `reason` says why it comes first, `action` is the button's text.

    `route` is the screen that it leads to, "" when the step is to do nothing.
    """

    kind: Kind
    title: str
    reason: str
    action: str = ""
    route: str = ""


def choose_next_step(now: Situation) -> NextStep:
    """The step that helps most.

    Sleep and breaks come before everything, since nothing is learnt without them. Then what would be forgotten, what
    was begun, what the team waits for, something new; with the day's goal reached and nothing of the first three
    waiting, the day is done.
    """
    if rest := _rest(now):
        return rest
    if now.due_count:
        return _review(now)
    if now.minutes_today >= now.goal_min and not _halfway(now.next_lesson) and now.quest is None:
        return _reached(now)
    if now.next_lesson is not None and now.next_lesson.started:
        return _lesson(now.next_lesson)
    if now.quest is not None:
        return NextStep("quest", now.quest.title, now.quest.reason, _("去看看"), now.quest.route)
    if now.next_lesson is not None:
        return _lesson(now.next_lesson)
    return _nothing_left(now)


def _rest(now: Situation) -> NextStep | None:
    """Rest as the step: at night, after a long day, after long study on end."""
    if now.hour >= NIGHT_FROM or now.hour < NIGHT_UNTIL:
        waiting = _("到期的 {n} 道题明天还在这里。").format(n=now.due_count) if now.due_count else ""
        return NextStep("rest", _("该睡觉了"), _("睡着的时候，大脑会把今天学的整理好。") + waiting)
    if now.minutes_today >= REST_AFTER_MIN:
        reason = _("今天已经学了 {minutes} 分钟，再学也记不住多少了。休息好，记得更牢。")
        return NextStep("rest", _("今天学得够多了"), reason.format(minutes=now.minutes_today))
    if now.minutes_on_end >= BREAK_AFTER_MIN:
        reason = _("已经连着学了 {minutes} 分钟。起来走走，看看远处，十分钟后再来。")
        return NextStep("rest", _("休息十分钟"), reason.format(minutes=now.minutes_on_end))
    return None


def _review(now: Situation) -> NextStep:
    minutes = max(1, round(now.due_count * REVIEW_S / 60))
    if now.due_count > MANY_DUE:
        reason = _("到期的有点多，先做一部分也好，剩下的明天还在。")
    else:
        reason = _("趁还没忘，现在复习最省力，大约 {minutes} 分钟。").format(minutes=minutes)
    return NextStep("review", _("复习 {n} 道题").format(n=now.due_count), reason, _("开始复习"), "/mistakes/review")


def _halfway(lesson: NextLesson | None) -> bool:
    """Whether a lesson was left in its middle."""
    return lesson is not None and lesson.started and lesson.segment > 0


def _reached(now: Situation) -> NextStep:
    reason = _("学了 {minutes} 分钟，该复习的也复习完了。明天见；还想学，下面随时可以接着来。")
    return NextStep("rest", _("今天的目标达成了"), reason.format(minutes=now.minutes_today))


def _lesson(lesson: NextLesson) -> NextStep:
    route = f"/courses/{lesson.course_id}/lessons/{lesson.lesson_id}"
    if not lesson.started:
        return NextStep(
            "start",
            _("开始《{course}》").format(course=lesson.course_title),
            _("第一课「{lesson}」，大约 {minutes} 分钟。").format(lesson=lesson.lesson_title, minutes=lesson.minutes),
            _("开始学习"),
            route,
        )
    if lesson.segment:
        reason = _("《{course}》上次学到这一课的第 {n} 段，接着来。").format(
            course=lesson.course_title, n=lesson.segment + 1
        )
    else:
        reason = _("《{course}》的下一课，大约 {minutes} 分钟。").format(
            course=lesson.course_title, minutes=lesson.minutes
        )
    return NextStep("continue", lesson.lesson_title, reason, _("继续学习"), route)


def _nothing_left(now: Situation) -> NextStep:
    if now.has_courses:
        return NextStep(
            "done",
            _("课程都学完了"),
            _("到期的错题会准时出现在这里。想多学一点，可以导入新的题库或课程。"),
            _("导入新内容"),
            "/me/import",
        )
    return NextStep(
        "import", _("先放进一门课"), _("这台设备上还没有课程，从文件导入一门就能开始。"), _("导入课程"), "/me/import"
    )
