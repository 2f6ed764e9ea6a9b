"""Days of the calendar in the language of the interface."""

from __future__ import annotations

from datetime import date

from client.texts import _


def day_text(day: date, *, year: bool) -> str:
    """11月20日, with `year` 2026年11月20日; Nov 20, with `year` Nov 20, 2026."""
    template = _("{year}年{month}{day}日") if year else _("{month}{day}日")
    return template.format(year=day.year, month=month_text(day.month), day=day.day)


def day_stacked(day: date) -> str:
    """11月 and below it 20日, for where a line has no room for both; Nov, 20."""
    return _("{month}{day}日").format(month=f"{month_text(day.month)}\n", day=day.day).replace("\n ", "\n")


def weekday_text(day: date) -> str:
    """星期一; Monday."""
    return (
        _("星期一"), _("星期二"), _("星期三"), _("星期四"), _("星期五"), _("星期六"), _("星期日"),
    )[day.weekday()]  # fmt: skip


def weekday_sign(day: date) -> str:
    """一, for below a bar; Mon."""
    return (_("一"), _("二"), _("三"), _("四"), _("五"), _("六"), _("日"))[day.weekday()]


def month_text(number: int) -> str:
    """11月; Nov."""
    return (
        _("1月"), _("2月"), _("3月"), _("4月"), _("5月"), _("6月"),
        _("7月"), _("8月"), _("9月"), _("10月"), _("11月"), _("12月"),
    )[number - 1]  # fmt: skip
