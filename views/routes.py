"""Which path shows which screen. A screen's module is imported when it is first opened, so the app starts quickly.

A screen is a component; what its path names in braces it gets by keyword: `LessonScreen(course_id=…, lesson_id=…)`.
A screen starts with fresh state whenever its path changes. The query (`?course=…`) is read by `use_app().parameter`.
"""

from __future__ import annotations

import functools
import importlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

import flet as ft

from views.guard import component


@dataclass(frozen=True)
class Screen:
    """A path in Flet's notation (`:name` for a part that varies), and `module:Component` under `views`."""

    path: str
    component: str
    focus: bool = False  # a task to finish: on phones the navigation bar steps aside
    alone: bool = False  # nothing leads away from it but what it offers itself
    beside: str = ""  # the path of the list that stands beside it on desktops

    @property
    def module(self) -> str:
        """The module of its component, under `views`."""
        return self.component.partition(":")[0]


SCREENS = (
    Screen("/", "today.today:TodayScreen"),
    Screen("/welcome", "welcome.welcome:WelcomeScreen", focus=True, alone=True),
    Screen("/courses", "courses.courses:CoursesScreen"),
    Screen("/courses/catalogue", "courses.catalogue:CatalogueScreen", beside="/courses"),
    Screen("/courses/live", "live.timetable:TimetableScreen"),
    Screen("/courses/live/:live_id", "live.lesson:LiveScreen", focus=True),
    Screen("/courses/writing", "courses.writing:WritingScreen"),
    Screen("/courses/writing/:manuscript_id", "courses.manuscript:ManuscriptScreen", focus=True),
    Screen("/courses/:course_id", "courses.course:CourseScreen", beside="/courses"),
    Screen("/courses/:course_id/ladder", "courses.ladder:LadderScreen"),
    Screen("/courses/:course_id/ladder/:lesson_id", "courses.level:LevelScreen", focus=True),
    Screen("/courses/:course_id/lessons/:lesson_id", "courses.lesson:LessonScreen", focus=True),
    Screen("/mistakes", "mistakes.mistakes:MistakesScreen"),
    Screen("/mistakes/review", "mistakes.review:ReviewScreen", focus=True),
    Screen("/mistakes/rhythm", "mistakes.rhythm:RhythmScreen"),
    Screen("/mistakes/progress", "mistakes.progress:ProgressScreen"),
    Screen("/mistakes/map", "mistakes.map:MapScreen"),
    Screen("/mistakes/item/:mistake_id/practice", "mistakes.practice:PracticeScreen", focus=True),
    Screen("/mistakes/new", "mistakes.capture:CaptureScreen", focus=True),
    Screen("/mistakes/print", "mistakes.print:PrintScreen", focus=True),
    Screen("/mistakes/trash", "mistakes.trash:TrashScreen"),
    Screen("/mistakes/item/:mistake_id/edit", "mistakes.capture:EditScreen", focus=True),
    Screen("/mistakes/item/:mistake_id", "mistakes.mistake:MistakeScreen", beside="/mistakes"),
    Screen("/notes", "notes.notes:NotesScreen"),
    Screen("/notes/trash", "notes.trash:TrashScreen", beside="/notes"),
    Screen("/notes/:note_id/focus", "notes.note:CalmScreen", focus=True),
    Screen("/notes/:note_id/draw", "notes.draw:DrawScreen", focus=True),
    Screen("/notes/:note_id", "notes.note:NoteScreen", focus=True, beside="/notes"),
    Screen("/teams", "teams.teams:TeamsScreen"),
    Screen("/teams/partner", "teams.partner:PartnerScreen"),
    Screen("/teams/:team_id/quest", "teams.quest:QuestScreen", focus=True),
    Screen("/teams/:team_id/battle", "battles.make:MakeScreen", focus=True),
    Screen("/teams/battles/:battle_id", "battles.battle:BattleScreen", focus=True),
    Screen("/teams/:team_id/focus", "teams.focus:FocusScreen", focus=True),
    Screen("/teams/:team_id/chat", "teams.chat:ChatScreen", focus=True),
    Screen("/teams/:team_id/more", "teams.more:MoreScreen"),
    Screen("/teams/:team_id", "teams.team:TeamScreen"),
    Screen("/recap", "recap.recap:RecapScreen"),
    Screen("/me", "account.me:MeScreen"),
    Screen("/me/account", "account.account:AccountScreen"),
    Screen("/me/sync", "account.sync:SyncScreen"),
    Screen("/me/parent", "timer.parent:ParentScreen"),
    Screen("/me/time", "timer.time:TimeScreen"),
    Screen("/me/family", "family.family:FamilyScreen"),
    Screen("/me/family/:child", "family.child:ChildScreen"),
    Screen("/me/family/:child/week", "family.week:WeekScreen"),
    Screen("/me/profile", "profile.profile:ProfileScreen"),
    Screen("/me/import", "account.importing:ImportScreen"),
    Screen("/me/data", "account.data:DataScreen"),
    Screen("/me/help", "help.help:HelpScreen"),
    Screen("/me/help/:slug", "help.help:HelpPageScreen"),
    Screen("/me/feedback", "feedback.feedback:FeedbackScreen"),
    Screen("/me/licences", "account.licences:LicencesScreen"),
    Screen("/me/delete", "account.erase:EraseScreen"),
    Screen("/design", "design.design:DesignScreen"),
)


@functools.cache
def routes() -> list[ft.Route]:
    """The screens as Flet's routes, to hang below the shell; always the same, or a redraw would open screens anew."""
    return [
        ft.Route(index=True, component=_lazy(screen))
        if screen.path == "/"
        else ft.Route(path=screen.path.removeprefix("/"), component=_lazy(screen))
        for screen in SCREENS
    ]


def find_screen(path: str) -> tuple[Screen, dict[str, str]] | None:
    """The screen at `path` (without its query), and what its path names; None when there is none."""
    parts = path.strip("/").split("/")
    for screen in SCREENS:
        pattern = screen.path.strip("/").split("/")
        if len(pattern) == len(parts) and all(
            wanted.startswith(":") or wanted == part for wanted, part in zip(pattern, parts, strict=True)
        ):
            named = zip(pattern, parts, strict=True)
            return screen, {wanted[1:]: unquote(part) for wanted, part in named if wanted.startswith(":")}
    return None


def import_screen(screen: Screen) -> Callable[..., Any]:
    """The component of `screen`, its module imported if it is not yet."""
    return getattr(importlib.import_module(f"views.{screen.module}"), screen.component.rpartition(":")[2])


@component
def Opened(screen: Screen, params: dict[str, str]) -> Any:
    """The screen, imported when first shown; new for each value of `params`."""
    return import_screen(screen)(**params, key="/".join(params.values()))


def _lazy(screen: Screen) -> Callable[[], Any]:
    @component
    def Lazy() -> Any:
        return Opened(screen, {name: unquote(part) for name, part in ft.use_route_params().items()})

    return Lazy
