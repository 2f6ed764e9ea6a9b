"""Where a battle belongs: a team's home, the family's screen, or the teams for whoever came by a code."""

from __future__ import annotations

from client.texts import _
from views.context import App


def is_at_home(app: App, space: str) -> bool:
    """Whether it is a family's."""
    return any(home.id == space for home in app.client.family.homes.all())


def home_of(app: App, space: str) -> str:
    """The route to go back to."""
    if is_at_home(app, space):
        return "/me/family"
    return f"/teams/{space}" if app.client.teams.team(space) else "/teams"


def home_words(app: App, space: str) -> str:
    """What the way back is called."""
    return _("回到家庭") if is_at_home(app, space) else _("回到小组")
