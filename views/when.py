"""When something happened, in words."""

from __future__ import annotations

from datetime import datetime, timedelta, tzinfo

from client.dates import day_text
from client.texts import _


def when(moment: datetime, now: datetime, zone: tzinfo | None = None) -> str:
    """14:03 today, 昨天, 11月20日, 2025年3月1日; in `zone`, None for the device's own."""
    local, here = moment.astimezone(zone), now.astimezone(zone)
    if local.date() == here.date():
        return f"{local:%H:%M}"
    if local.date() == here.date() - timedelta(days=1):
        return _("昨天")
    return day_text(local, year=local.year != here.year)
