"""Families in sentences."""

from __future__ import annotations

from client.family.day import Day
from client.family.overview import ChildSeen, DaySeen, Noticed
from client.texts import _
from client.timer.codes import OPENS
from client.timer.limits import CAPPED
from views.timer.words import alert_words, zone_words


def member_words(role: str, *, me: bool = False, leaving: bool = False) -> str:
    """A member's role in a family, and what else there is to say. One member: a page for parents is another text."""
    more = (_(" · 我") if me else "") + (_(" · 想离开") if leaving else "")
    return {"parent": _("家长{more}"), "child": _("孩子{more}")}.get(role, _("只看不写{more}")).format(more=more)


def activity_name(activity: str) -> str:
    """What one did, for a chart or a line."""
    kind = next((kind for kind, activities in CAPPED.items() if activity in activities), activity)
    return {"lesson": _("课程和小测"), "review": _("复习错题"), "note": _("笔记")}.get(kind, _("其他"))


def day_words(day: DaySeen) -> str:
    """How the child's day stands, for a parent."""
    used, free = day.used_s // 60, day.exempt_s // 60
    if day.cap_s is None:
        words = _("今天用了 {used} 分钟。").format(used=used)
    else:
        cap = day.cap_s // 60
        words = _("约定 {cap} 分钟，用了 {used} 分钟，还剩 {left} 分钟。").format(
            cap=cap, used=used, left=max(0, cap - used)
        )
    if free:
        words += _("另有 {n} 分钟不占时间。").format(n=free)
    return words


def done_words(day: DaySeen | Day) -> str:
    """What came of the day; "" when nothing was answered."""
    parts: list[str] = []
    if day.answered:
        parts.append(_("答了 {n} 题，对 {right} 题").format(n=day.answered, right=day.correct))
    if day.reviewed:
        parts.append(_("复习了 {n} 次错题").format(n=day.reviewed))
    if day.streak:
        parts.append(_("连续学习 {n} 天").format(n=day.streak))
    return _("，").join(parts)


def noticed_words(one: Noticed) -> str:
    """What a parent should know, in plain words."""
    device = one.device or one.more
    return {
        "silent": _("“{device}”好几天没有连上过家庭了。如果还在用，让它连一次网。").format(device=device),
        "new_device": _("多了一台设备：“{device}”。也可能是重装了学伴。").format(device=device),
        "other_agreement": _(
            "“{device}”听的是另一份约定：在设备上用家长密码设的，或者另一个家庭的。要改，请在那台设备的“家长”页选。"
        ).format(device=device),
        "away": _("“{device}”现在在别的时区（{zone}）；每天从什么时候算起，还是按家里的时间。").format(
            device=device, zone=zone_words(one.more)
        ),
        "code_used": _("用了一个离线码，多了 {n} 分钟。").format(n=one.more),
    }.get(one.what) or alert_words(one.what, one.more)


def asked_words(minutes: int, reason: str) -> str:
    """What a child asks for."""
    wants = _("今天想不限时") if minutes >= 24 * 60 else _("想多学 {n} 分钟").format(n=minutes)
    return _("{wants}：{reason}").format(wants=wants, reason=reason) if reason else wants


def minutes_words(minutes: int) -> str:
    """So much more time; none is a code that only opens the parents' page."""
    if minutes == OPENS:
        return _("打开家长页")
    return _("今天不限") if minutes >= 24 * 60 else _("{n} 分钟").format(n=minutes)


def limits_words(child: ChildSeen) -> str:
    """What is agreed on today, in a line."""
    limits = child.limits
    if limits is None or not limits.is_on:
        return _("还没有约定时间。")
    seconds = limits.seconds_on(child.today)
    words = _("今天不限时") if seconds is None else _("今天约定 {n} 分钟").format(n=seconds // 60)
    if limits.closed_from and limits.closed_until:
        closed = _("{begin} 到 {end} 休息").format(begin=limits.closed_from, end=limits.closed_until)
        words = _("{words}，{closed}").format(words=words, closed=closed)
    return words + _("。")
