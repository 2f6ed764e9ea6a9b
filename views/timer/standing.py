"""How the day stands, followed by a screen; and which paths are closed."""

from __future__ import annotations

import flet as ft

from client.texts import _
from client.timer import Standing
from views.context import use_app
from views.meanwhile import End, use_meanwhile
from views.timer.words import warning_words

OPEN = ("/me", "/welcome")
"""Paths that are always open: settings, and the way to the parent."""


def use_standing() -> Standing:
    """How the day stands; a hook."""
    timer = use_app().client.timer
    standing, show = ft.use_state(lambda: timer.standing)

    def follow() -> End:
        end = timer.watch(show)
        show(timer.standing)
        return end

    use_meanwhile(follow)
    return standing


def use_warnings(standing: Standing) -> None:
    """Say 10, 5 and 1 minute before the end, and that it is time for a rest, wherever one is; a hook."""
    app = use_app()

    def warn() -> None:
        if standing.warn_min:
            app.toast(warning_words(standing))

    def rest() -> None:
        if standing.needs_rest:
            app.toast(_("已经连着学了 {n} 分钟，起来走走，看看远处。").format(n=int(standing.on_end_s // 60)))

    ft.use_effect(warn, [standing.warn_min])
    ft.use_effect(rest, [standing.needs_rest])


def is_closed(standing: Standing, path: str, wanted: str) -> bool:
    """Whether the screen at `path`, on which the activity `wanted` goes on ("" for none), is closed now."""
    if not (standing.lock or standing.capped) or any(path == free or path.startswith(free + "/") for free in OPEN):
        return False
    return standing.locks(wanted or activity_of(path))


def activity_of(path: str) -> str:
    """What one does at a path, as the clock calls it."""
    if path == "/mistakes/review" or (path.startswith("/teams/") and path.endswith("/quest")):
        return "review"
    if path.startswith("/courses/") and "/lessons/" in path:
        return "lesson"
    return "note" if path.startswith("/notes") else ""
