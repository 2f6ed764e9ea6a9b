"""A device of the account, as a list shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from client.texts import _
from sync.clock import from_text
from sync.devices import DeviceInfo


@dataclass(frozen=True)
class DeviceCard:
    """`current`: it is this device."""

    id: str
    name: str
    last_seen_utc: datetime
    current: bool


def card_of(info: DeviceInfo) -> DeviceCard:
    """The card of what the server says about a device."""
    return DeviceCard(info.id, info.name or _("没有名字的设备"), from_text(info.last_seen_utc), info.current)
