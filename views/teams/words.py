"""Teams in sentences."""

from __future__ import annotations

from datetime import datetime

from client.profile.grades import grade_name
from client.subjects import SUBJECTS, subject_name
from client.teams.home import Checkin, TeamHome
from client.teams.partners import from_utc
from client.teams.places import PLACES_INVITED, Extra
from client.teams.presence import FOCUS
from client.teams.quests import TeamQuest
from client.teams.wordlist import masked
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


def extra_words(extra: Extra) -> str:
    """Whom the team has its extra place from."""
    if not extra.host:
        return _("{guest}是受邀请来的，小组因此多了一个位置，最多 {n} 人").format(guest=extra.guest, n=PLACES_INVITED)
    return _("因为{host}邀请了{guest}，小组多了一个位置，最多 {n} 人").format(
        host=extra.host, guest=extra.guest, n=PLACES_INVITED
    )


def presence_words(activity: str | None) -> str:
    """What somebody does now; "" for whoever is not there."""
    if activity is None:
        return ""
    if activity == FOCUS:
        return _("在专注")
    return _("在线") if not activity else _("正在学：{what}").format(what=activity_name(activity))


def checkin_words(checkin: Checkin) -> str:
    """A check-in in a line."""
    minutes = _("学了 {n} 分钟").format(n=checkin.minutes) if checkin.minutes else _("打卡了")
    return f"{minutes} · {masked(checkin.words)}" if checkin.words else minutes


def quest_name(quest: TeamQuest) -> str:
    """What the quest of the day is called."""
    return _("周末挑战") if quest.shared else _("今天的十分钟")


def quest_done_words(quest: TeamQuest, mine: tuple[int, int]) -> str:
    """What one has done of it oneself, and how many others have."""
    right, asked = mine
    words = _("{quest}做完了：{asked} 题对了 {right} 题").format(quest=quest_name(quest), asked=asked, right=right)
    others = len(quest.done) - 1
    return words + (_("，{n} 个队友也做完了").format(n=others) if others > 0 else "")


def tag_name(key: str) -> str:
    """What somebody likes."""
    names = {
        "reading": _("阅读"),
        "writing": _("写作"),
        "coding": _("编程"),
        "astronomy": _("天文"),
        "nature": _("自然"),
        "drawing": _("画画"),
        "music": _("音乐"),
        "sports": _("运动"),
        "puzzles": _("益智题"),
    }
    return subject_name(key) if key in SUBJECTS else names.get(key, key)


def goal_name(key: str) -> str:
    """What somebody wants."""
    names = {
        "exam": _("准备考试"),
        "daily": _("每天坚持"),
        "homework": _("按时写完作业"),
        "mistakes": _("少犯同样的错"),
        "ahead": _("提前学"),
        "catch_up": _("补上落下的"),
    }
    return names.get(key, key)


def reason_words(reasons: list[str], grade: int, here: datetime) -> list[str]:
    """Why two are suggested to each other, a sentence for each kind; what counts most first."""
    by_kind: dict[str, list[str]] = {}
    for reason in reasons:
        kind, _colon, what = reason.partition(":")
        by_kind.setdefault(kind, []).append(what)
    words: list[str] = []
    if goals := by_kind.get("goal"):
        words.append(_("都想{what}").format(what=_("、").join(goal_name(key) for key in goals)))
    if tags := by_kind.get("tag"):
        words.append(_("都喜欢{what}").format(what=_("、").join(tag_name(key) for key in tags)))
    if "grade" in by_kind:
        words.append(_("都在{grade}").format(grade=grade_name(grade)) if grade else _("都是成年人"))
    if hours := by_kind.get("hour"):
        at = sorted(from_utc(int(hour), here) for hour in hours)
        words.append(_("常在同一时间学：{hours} 点").format(hours=_("、").join(map(str, at))))
    if "region" in by_kind:
        words.append(_("在同一个地区"))
    return words
