"""What every page of ours begins with, whatever it shows."""

from __future__ import annotations

import flet as ft

from client.texts import _, language
from views.guard import protect
from views.lighter import lighten
from views.preferences import Preferences, show_preferences
from views.theme import FONTS


def dress(page: ft.Page) -> None:
    """Give `page` the app's look, as one sees it who has chosen nothing, and the net under its handlers."""
    lighten()
    show_preferences(page, Preferences(language=language()))
    page.fonts = {} if page.web else FONTS  # the web client has it from `views.hosting.fonts`
    page.padding = 0
    page.spacing = 0
    protect(page, lambda: page.show_dialog(ft.SnackBar(ft.Text(_("出了点问题，这一步没有做成，请再试一次。")))))
