"""The life of an open draft on a screen: it begins, follows the store, and ends saved."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any, cast

import flet as ft

from client.notes import Note
from client.notes.cursors import OwnCursor
from client.notes.drafts import Draft, News
from client.notes.kept import Keeper
from views.context import App, use_app
from views.meanwhile import use_meanwhile

MISSING = "missing"
HANDED = "the note that is about to be opened"
"""What the session keeps it under."""


class _Desk:
    """Holds the draft of one screen, and what must end with it."""

    def __init__(self) -> None:
        self.draft: Draft | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._unwatch: Callable[[], None] | None = None
        self._cursor: OwnCursor | None = None
        self._app: App | None = None
        self._closed = False
        self._title = ""

    def begin(self, app: App, note_id: str, keeper: Keeper | None, record: str) -> Draft | None:
        """The draft at once, if the note was handed over; else None."""
        handed: Note | None = app.session.seen.pop(HANDED, None)
        if handed is None or handed.id != note_id or keeper is not None or record != "note":
            return None
        return self._take(app, handed, app.client.notes, record)

    def open(
        self, app: App, note_id: str, show: Callable[[Any], None], keeper: Keeper | None = None, record: str = "note"
    ) -> None:
        self._app = app
        app.closers.append(self.close)
        self._start(self._open(app, note_id, show, keeper or app.client.notes, record))

    async def _open(self, app: App, note_id: str, show: Callable[[Any], None], keeper: Keeper, record: str) -> None:
        handed = self.draft
        fresh = note_id == "new" and record == "note"
        if handed is not None:
            draft = handed
        else:
            if fresh:
                note: Note | None = app.client.notes.blank(app.parameter("course"), app.parameter("lesson"))
            else:
                note = await keeper.open(note_id)
            if self._closed:
                return
            if note is None:
                show(MISSING)
                return
            draft = self._take(app, note, keeper, record)
        if record == "note":
            self._cursor = app.client.cursors.begin(draft)
        if fresh:
            _begin(app, draft)

        def follow(changes: frozenset[tuple[str, str]]) -> None:
            if (record, draft.id) in changes:
                self._start(draft.look())

        self._unwatch = app.client.store.watch(follow, {record})
        if handed is not None:
            self._start(draft.look())  # it was read before it was watched
        if card_id := app.parameter("card"):
            place = await app.client.mistakes.place_of(card_id)
            draft.go(min(place or 0, len(draft.body)))
        show(draft)

    def _take(self, app: App, note: Note, keeper: Keeper, record: str) -> Draft:
        draft = self.draft = Draft(keeper, note, live=lambda: record == "note" and _is_seen(app, note.id))
        self._title = note.title
        return draft

    def _start(self, work: Any) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def close(self) -> None:
        self._closed = True
        if self._unwatch is not None:
            self._unwatch()
        if self._cursor is not None:
            self._cursor.end()
        if self.draft is not None:
            self.draft.close()
            if self._app is not None and self._title and self.draft.title != self._title:
                self._start(self._app.client.notes.rename_links(self.draft.id, self._title, self.draft.title))
        if self._app is not None and self.close in self._app.closers:
            self._app.closers.remove(self.close)


def _is_seen(app: App, note_id: str) -> bool:
    """Whether another device could see now what is typed into the note here, or another window does."""
    online = app.client.sync.status.state in ("synced", "syncing")
    return online or sum(draft.id == note_id for draft in app.client.notes.drafts) > 1


def _begin(app: App, draft: Draft) -> None:
    """A new note begins with a title that a link names, or with a template."""
    if title := app.parameter("title"):
        draft.take(title=title)
    if key := app.parameter("template"):
        from client.notes.templates import templates

        today = app.client.clock.now_utc().astimezone()
        if begin := templates(f"{today:%m-%d}").get(key):
            draft.take(title=begin.title, body=begin.body)


async def open_note(app: App, note_id: str) -> None:
    """Go to a note that has been read already: its screen is drawn once, with the text in it."""
    app.session.seen[HANDED] = await app.client.notes.open(note_id)
    app.go(f"/notes/{note_id}")


def use_draft(note_id: str, keeper: Keeper | None = None, record: str = "note") -> Any:
    """The open draft of a note: None while it is read, `MISSING` when there is none; a hook.

    "new" opens a blank one, about the lesson that the route names. It is saved and let go when the screen goes.
    `keeper` and `record` are for texts of other kinds that are kept as notes are.
    """
    app = use_app()
    desk = cast("_Desk", ft.use_ref(_Desk).current)
    draft, show = ft.use_state(lambda: desk.begin(app, note_id, keeper, record))
    ft.use_effect(lambda: desk.open(app, note_id, show, keeper, record), [], desk.close)
    return draft


def use_news(draft: Draft, *wanted: News) -> News:
    """Draw this component again at such news of the draft, and return the last one; a hook."""
    _turn, set_turn = ft.use_state(0)
    news, set_news = ft.use_state(cast("Any", draft.news))

    def told(latest: News) -> None:
        if latest in wanted:
            set_news(latest)
            set_turn(lambda turn: turn + 1)

    use_meanwhile(lambda: draft.watch(told))
    return news
