"""A child's last seven days as a summary to print or to show to a teacher."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from client.dates import day_text, weekday_text
from client.family.overview import ChildSeen
from client.subjects import subject_name
from client.texts import _
from sync.families import Share, WeekDay, WeekSummary
from sync.summaries import page_of

LEARNED = 60


def week_of(child: ChildSeen, activity_name: Callable[[str], str]) -> WeekSummary:
    """The last seven days; what is shown is numbers, titles of lessons and names of points."""
    days = child.days[-7:]
    subjects: Counter[str] = Counter()
    activities: Counter[str] = Counter()
    for day in days:
        for subject, seconds in day.by_subject.items():
            subjects[subject_name(subject)] += seconds
        for activity, seconds in day.by_activity.items():
            activities[activity_name(activity)] += seconds
    title = _("{first} 到 {last}").format(
        first=day_text(days[0].day, year=True), last=day_text(days[-1].day, year=False)
    )
    weak = next((day.weak for day in reversed(child.days) if day.weak), ())
    learned = dict.fromkeys(title[:80] for day in days for title in day.learned)
    return WeekSummary(
        child=child.name[:80],
        title=title,
        days=[WeekDay(name=weekday_text(day.day), seconds=day.used_s + day.exempt_s) for day in days],
        subjects=[Share(name=name, seconds=seconds) for name, seconds in subjects.most_common(20)],
        activities=[Share(name=name, seconds=seconds) for name, seconds in activities.most_common(20)],
        answered=sum(day.answered for day in days),
        correct=sum(day.correct for day in days),
        reviewed=sum(day.reviewed for day in days),
        streak=days[-1].streak,
        learned=list(learned)[:LEARNED],
        weak=[f"{subject_name(subject)} · {name}"[:80] for name, subject in weak],
    )


def page_of_week(summary: WeekSummary) -> str:
    """The summary as a page of HTML, to open in a browser and to print."""
    return page_of(summary)
