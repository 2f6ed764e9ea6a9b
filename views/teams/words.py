"""Teams in sentences."""

from __future__ import annotations

from client.teams.home import Checkin, TeamHome
from client.texts import _
from views.family.words import activity_name


def streak_words(home: TeamHome) -> str:
    """The streak, kindly."""
    if not home.streak.days:
        return _("今天有两个人打卡，就算一起学的第一天")
    return _("一起学了 {n} 天").format(n=home.streak.days)


def freezes_words(home: TeamHome) -> str:
    """What a missed day costs."""
    if not home.streak.freezes:
        return _("这周的两张休息卡都用了")
    return _("有事来不了也不怕，这周还有 {n} 张休息卡").format(n=home.streak.freezes)


def presence_words(activity: str | None) -> str:
    """What somebody does now; "" for whoever is not there."""
    if activity is None:
        return ""
    return _("在线") if not activity else _("正在学：{what}").format(what=activity_name(activity))


def checkin_words(checkin: Checkin) -> str:
    """A check-in in a line."""
    minutes = _("学了 {n} 分钟").format(n=checkin.minutes) if checkin.minutes else _("打卡了")
    return f"{minutes} · {checkin.words}" if checkin.words else minutes
