"""What this device is called unless the person says otherwise."""

from __future__ import annotations

import platform
import sys

from client.texts import _


def default_device_name() -> str:
    """The machine's own name with what it runs, e.g. "Linux 电脑 (study)"; on phones just the kind."""
    kinds = {"android": _("安卓设备"), "ios": _("苹果移动设备"), "darwin": _("苹果电脑"), "win32": _("Windows 电脑")}
    kind = kinds.get(sys.platform, _("Linux 电脑"))
    node = platform.node().split(".")[0]
    return kind if sys.platform in ("android", "ios") or not node else f"{kind} ({node})"[:80]
