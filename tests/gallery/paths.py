"""A real address for every screen of the app, so that a new screen is in every test that walks them all."""

from tests.gallery.catalogue import LIVE
from tests.gallery.classmates import TEAM
from tests.gallery.contest import BATTLE
from tests.gallery.life import COURSE, Lived
from tests.gallery.relatives import CHILD_ACCOUNT
from views.routes import SCREENS, Screen


def path_of(screen: Screen, lived: Lived) -> str:
    """The screen's path with what `lived` has in its variable parts; KeyError for a part that is not known here."""
    examples = {
        ":course_id": COURSE,
        ":lesson_id": lived.next_lesson,
        ":mistake_id": lived.mistake,
        ":note_id": lived.note,
        ":live_id": LIVE,
        ":manuscript_id": lived.manuscript,
        ":child": CHILD_ACCOUNT,
        ":team_id": TEAM,
        ":slug": "mistake",
        ":battle_id": BATTLE,
    }
    parts = screen.path.split("/")
    return "/".join(examples[part] if part.startswith(":") else part for part in parts)


def all_paths(lived: Lived) -> list[str]:
    """One address a screen, in the order of the routes."""
    return [path_of(screen, lived) for screen in SCREENS]
