"""What stands where a child's page would, while nothing of the child is known here."""

from __future__ import annotations

import flet as ft

from client.texts import _
from views.theme import Icons
from views.widgets import EmptyState


def NothingYet() -> ft.Control:
    """Says what has to happen."""
    return EmptyState(Icons.FAMILY, _("还没有消息"), _("孩子的设备连上网、打开学伴以后，这里就有内容了。"))
