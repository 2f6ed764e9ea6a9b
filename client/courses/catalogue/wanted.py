"""What is to be downloaded, on the disk: a small file for each course, so that a kill forgets none.

All of it blocks; call it in a thread.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

from pydantic import ConfigDict, ValidationError

from client.late import LateModel
from sync.courses import CatalogueCourse

State = Literal["waiting", "running", "opening", "paused", "failed"]

_SUFFIX = ".json"


class Wanted(LateModel):
    """A course that is to be here; `space` is "" for the catalogue's, else the space it was published in.

    `sentence` says why it failed, or what it waits for.
    """

    model_config = ConfigDict(frozen=True)

    card: CatalogueCourse
    space: str = ""
    state: State = "waiting"
    sentence: str = ""


class WantedList:
    """The files `<course id>.json` in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read(self) -> list[Wanted]:
        """All of them, the oldest first; one that cannot be read goes, since its course can be asked for again."""
        found: list[tuple[int, Wanted]] = []
        for path in self._folder.glob(f"*{_SUFFIX}"):
            try:
                found.append((path.stat().st_mtime_ns, Wanted.model_validate_json(path.read_bytes())))
            except (OSError, ValidationError):
                path.unlink(missing_ok=True)
        return [wanted for _, wanted in sorted(found, key=lambda one: one[0])]

    def keep(self, wanted: Wanted) -> None:
        """Remember it. Raises OSError."""
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._folder / f"{wanted.card.id}{_SUFFIX}"
        new = path.with_suffix(".new")
        with new.open("wb") as file:
            file.write(wanted.model_dump_json().encode())
            file.flush()
            os.fsync(file.fileno())
        new.replace(path)

    def forget(self, course_id: str) -> None:
        """It is here, or no longer wanted."""
        (self._folder / f"{course_id}{_SUFFIX}").unlink(missing_ok=True)
