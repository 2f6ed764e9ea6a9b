"""The clock in sentences."""

from __future__ import annotations

import math
from datetime import UTC, date, datetime, tzinfo

from client.dates import day_text, weekday_text
from client.texts import _
from client.timer import Limits, Standing
from client.timer.limits import NO_LIMIT

MONDAY = 23
"""Of November 2026: only the name of a weekday is shown."""


def lock_words(standing: Standing) -> tuple[str, str]:
    """Why it is closed: a title and a sentence, kind and without blame."""
    if standing.lock == "limit" and not standing.is_verified:
        return _("不知道今天是哪一天"), _("这台设备重启后还没有连过网。连上网络，确认了日期就好；也可以请家长解锁。")
    return {
        "limit": (_("今天约定的时间用完了"), _("今天做得不错，写的和做到一半的都留着。")),
        "curfew": (_("现在是休息时间"), _("睡好了，记得更牢。写的和做到一半的都留着。")),
        "offline": (_("这台设备离线太久了"), _("连上网络，就能知道别的设备今天用了多少，再接着用。")),
        "restricted": (_("时间记录不见了"), _("登录并连上网络就会找回来，今天用过的都会算对。")),
        "disk": (_("存不下时间记录了"), _("这台设备的空间满了，清理一下就能接着用。")),
        "cap": (_("这一项今天够了"), _("今天约好的都做完了，换一样学也可以；写的和做到一半的都留着。")),
        "second": (_("学伴已经开着了"), _("同一个数据文件夹只能开一个学伴，请回到已经打开的那个。")),
    }.get(standing.lock, (_("现在不能用"), ""))


def warning_words(standing: Standing) -> str:
    """That the end is near, in how many minutes, and that nothing is lost by it."""
    minutes = max(1, math.ceil((standing.near_s or 0) / 60))
    words = {
        "curfew": _("再过 {n} 分钟就该休息了，写的内容都会留着。"),
        "cap": _("这一项今天还有 {n} 分钟，写的内容都会留着。"),
    }.get(standing.near, _("离今天的约定时间结束还有 {n} 分钟，写的内容都会留着。"))
    return words.format(n=minutes)


def used_words(standing: Standing) -> str:
    """How the day stands, for the child and for the parent."""
    used = int(standing.used_s // 60)
    if standing.left_s is None or standing.cap_s is None:
        words = _("今天用了 {used} 分钟，今天没有时间限制。").format(used=used)
    else:
        left, cap = int(standing.left_s // 60), int(standing.cap_s // 60)
        words = _("今天约定 {cap} 分钟，用了 {used} 分钟，还剩 {left} 分钟。").format(cap=cap, used=used, left=left)
    if standing.exempt_s >= 60:
        words += _("另有 {n} 分钟不占时间。").format(n=int(standing.exempt_s // 60))
    return words


def left_words(standing: Standing) -> str:
    """What is left of the day, for the child."""
    if standing.left_s is None or standing.cap_s is None:
        return _("今天没有时间限制。")
    left = int(standing.left_s // 60)
    if standing.left_s <= 0:
        return _("今天约定的时间用完了。")
    return _("还能学 {n} 分钟，今天一共约定 {cap} 分钟。").format(n=left, cap=int(standing.cap_s // 60))


def exempt_words(standing: Standing) -> str:
    """What takes nothing from the day; "" for nothing."""
    if not standing.exempt:
        return ""
    names = _("、").join(dict.fromkeys(activity_words(activity) for activity in sorted(standing.exempt)))
    done = int(standing.exempt_s // 60)
    if done:
        return _("{names}不占时间，今天已经做了 {n} 分钟。").format(names=names, n=done)
    return _("{names}不占时间。").format(names=names)


def agreed_lines(limits: Limits) -> list[str]:
    """What is agreed on, a sentence each: minutes by weekday, bedtime, rest, what is free, what has its own minutes."""
    lines = [_("{days}：{minutes}").format(days=days, minutes=minutes) for days, minutes in _by_weekday(limits)]
    if limits.closed_from and limits.closed_until:
        lines.append(_("{begin} 到 {end} 休息").format(begin=limits.closed_from, end=limits.closed_until))
    if limits.rest_after_min:
        lines.append(_("连着学 {n} 分钟提醒休息").format(n=limits.rest_after_min))
    if limits.exempt:
        free = _("、").join(dict.fromkeys(activity_words(activity) for activity in sorted(limits.exempt)))
        lines.append(_("{free}不占时间").format(free=free))
    for kind, minutes in limits.caps_min.items():
        if minutes >= 0:
            lines.append(_("{kind}每天最多 {n} 分钟").format(kind=activity_words(kind), n=minutes))
    return lines


def _by_weekday(limits: Limits) -> list[tuple[str, str]]:
    """Weekdays that follow one another and have the same minutes, together."""
    stretches: list[tuple[int, int]] = []
    for weekday in range(7):
        if stretches and limits.minutes[stretches[-1][0]] == limits.minutes[weekday]:
            stretches[-1] = (stretches[-1][0], weekday)
        else:
            stretches.append((weekday, weekday))
    named: list[tuple[str, str]] = []
    for first, last in stretches:
        names = [weekday_text(date(2026, 11, MONDAY + day)) for day in sorted({first, last})]
        days = _("每天") if (first, last) == (0, 6) else _("到").join(names)
        minutes = limits.minutes[first]
        named.append((days, _("不限") if minutes == NO_LIMIT else _("{n} 分钟").format(n=minutes)))
    return named


def activity_words(activity: str) -> str:
    """What one did."""
    names = {"lesson": _("课程"), "quiz": _("小测"), "review": _("复习错题"), "note": _("笔记")}
    return names.get(activity, _("其他"))


def zone_words(zone: str) -> str:
    """The clocks of a place, for people; `zone` is its IANA name."""
    names = {
        "Asia/Shanghai": _("北京时间"), "Asia/Urumqi": _("乌鲁木齐时间"), "Asia/Hong_Kong": _("香港时间"),
        "Asia/Macau": _("澳门时间"), "Asia/Taipei": _("台北时间"),
    }  # fmt: skip
    return names.get(zone) or zone.rpartition("/")[2].replace("_", " ")


def opens_words(standing: Standing, zone: tzinfo | None) -> str:
    """When it opens again; "" when that does not depend on the time."""
    if not standing.opens_s or not standing.is_verified:
        return ""
    at = datetime.fromtimestamp(standing.opens_s, UTC).astimezone(zone)
    return _("{day} {time} 再打开。").format(day=day_text(at, year=False), time=f"{at:%H:%M}")


def alert_words(what: str, more: str) -> str:
    """What a parent should know, in plain words."""
    return {
        "clock_set": _("设备的时钟被改过；时间按真正过去的算，没有受影响。"),
        "clock_faked": _("有程序让设备的时钟走得不对；时间按真正过去的算。"),
        "ledger_torn": _("时间记录被改过或换过；已经按先前记下的补上。"),
        "key_gone": _("时间记录的钥匙不见了，可能重装过；找回以前，每天只能用一点时间。"),
        "code_used": _("用了一个离线码，多了 {n} 分钟。").format(n=more or 0),
        "given_here": _("在孩子的设备上用家长密码多给了 {n} 分钟。").format(n=more or 0),
        "asked": _("想多学一会儿：{reason}").format(reason=more),
    }.get(what, _("有一件事需要看看：{what}").format(what=what))
