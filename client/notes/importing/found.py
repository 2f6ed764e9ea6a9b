"""What is found in another program's files: notes with their files, and what did not come along."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Any

from client.courses.importing import ImportRefusedError, Skipped
from client.notes.attachments import plain_name
from client.texts import _
from sync.ids import stable_id

Load = Callable[[], bytes]
"""Reads a file when it is wanted. Raises `ImportRefusedError` when it cannot be read."""

_UNLINKABLE = re.compile(r"[\[\]|#\\\n]")


@dataclass
class Page:
    """A note as it was found: `key` is what it is known by when it comes again, `place` where it is in the file.

    `files` are its attachments by their names in `text`, each a path in the file and how it is read. `own_id` is the
    id of a note that went out of this app; `anchor`, `course_id` and `lesson_id` say what such a note is about.
    """

    key: str
    title: str
    text: str
    place: str = ""
    notebook: str = ""
    tags: tuple[str, ...] = ()
    created: datetime | None = None
    updated: datetime | None = None
    pinned: bool = False
    own_id: str = ""
    course_id: str = ""
    lesson_id: str = ""
    anchor: dict[str, Any] = field(default_factory=dict[str, Any])
    files: dict[str, tuple[str, Load]] = field(default_factory=dict[str, tuple[str, Load]])

    @property
    def id(self) -> str:
        """The note's id: the same every time, so that importing again updates."""
        return self.own_id or stable_id("note", "imported", self.key)

    def keep(self, path: str, load: Load, name: str = "", *, shown_as: str = "") -> str:
        """Attach the file at `path`; the name by which the text shows it. Another of that name gets a number.

        `name` is taken to the letter, `shown_as` is a name as its program shows it.
        """
        name = name or plain_name(shown_as or path.rpartition("/")[2])
        stem, dot, ending = name.rpartition(".") if "." in name else (name, "", "")
        number = 1
        while name in self.files and self.files[name][0] != path:
            number += 1
            name = f"{stem}-{number}{dot}{ending}"
        self.files[name] = (path, load)
        return name


@dataclass(frozen=True)
class FoundNotes:
    """All notes of one file; `skipped` was left out, `changes` came along, but not quite as it was.

    `links` counts the links between these notes that lead somewhere.
    """

    format: str
    pages: tuple[Page, ...]
    skipped: tuple[Skipped, ...] = ()
    changes: tuple[Skipped, ...] = ()
    links: int = 0

    @property
    def notebooks(self) -> set[str]:
        """The notebooks that the notes are in."""
        return {page.notebook for page in self.pages if page.notebook}

    @property
    def tags(self) -> set[str]:
        """The tags that any note has."""
        return {tag for page in self.pages for tag in page.tags}

    @property
    def attachments(self) -> int:
        """How many files all notes have together."""
        return sum(len(page.files) for page in self.pages)


class Gathering:
    """An import under way."""

    def __init__(self, form: str) -> None:
        self.form = form
        self.pages: list[Page] = []
        self.skipped: list[Skipped] = []
        self.changes: list[Skipped] = []
        self.links = 0

    def skip(self, item: str, reason: str) -> None:
        """Name what is left out."""
        self.skipped.append(Skipped(item[-120:], reason))

    def change(self, item: str, reason: str) -> None:
        """Name what is not as it was in the file."""
        entry = Skipped(item[-120:], reason)
        if entry not in self.changes[-20:]:
            self.changes.append(entry)

    @contextmanager
    def reading(self, item: str) -> Iterator[None]:
        """Read one thing: when it cannot be read it is left out and named, and the others have their turn."""
        try:
            yield
        except ImportRefusedError as error:
            self.skip(item, str(error))

    def link(self, page: Page, words: str = "", place: str = "", *, in_table: bool = False) -> str:
        """How a text links to `page`: by its title where that is clear, else by its id; in a table without a bar."""
        self.links += 1
        words = words.strip()
        if self._title_counts[page.title] == 1 and is_linkable(page.title) and not (in_table and words):
            shown = f"|{words}" if words and words != page.title else ""
            return f"[[{page.title}{place}{shown}]]"
        return f"[{words or page.title or _('笔记')}](/notes/{page.id})"

    def found(self) -> FoundNotes:
        """All that was gathered. Raises `ImportRefusedError` when there is no note in it."""
        if not self.pages:
            reason = self.skipped[0].reason if self.skipped else ""
            raise ImportRefusedError(_("里面没有能导入的笔记。{reason}").format(reason=reason).strip())
        return FoundNotes(self.form, tuple(self.pages), tuple(self.skipped), tuple(self.changes), self.links)

    @cached_property
    def _title_counts(self) -> Counter[str]:
        """Asked for once all notes have been taken in."""
        return Counter(page.title for page in self.pages)


def is_linkable(title: str) -> bool:
    """Whether `[[title]]` leads to a note of that title."""
    return bool(title) and title == title.strip() and not _UNLINKABLE.search(title)


def moment(text: str) -> datetime | None:
    """A moment as other programs write it, in UTC when they do not say where; None when it is none."""
    text = text.strip()
    if re.fullmatch(r"\d{8}T\d{6}Z", text):
        text = f"{text[:4]}-{text[4:6]}-{text[6:11]}:{text[11:13]}:{text[13:15]}Z"
    if re.fullmatch(r"\d{12,13}", text):
        return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=int(text))
    try:
        found = datetime.fromisoformat(text.replace("Z", "+00:00"))
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
