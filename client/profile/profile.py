"""`Profile`: who learns here, for the screens."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from sqlmodel import Session, col, select

from client.profile.grades import GRADES, goal_for
from client.profile.person import ProfileData, Role
from client.profile.tables import ProfileRow
from client.store import Store, Writing
from client.store.tables import Device, Setting
from sync.catalogue import PROFILE
from sync.clock import to_text
from sync.ids import stable_id

PROFILE_ID = stable_id("profile")
WELCOMED = "profile.welcomed"
"""Setting of this device: the welcome was gone through or skipped, and is not shown again."""


class Profile:
    """The profile of the person before this device; one record, the same on all of an account's devices."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def get(self) -> ProfileData | None:
        """The profile; None before the person has told anything."""
        return await self._store.read(read_profile)

    async def save(self, *, role: Role, grade: int, subjects: Sequence[str], goal_min: int) -> None:
        """Keep who learns here; the welcome is not shown again.

        Raises ValueError for a grade out of 0 to 12, and a goal that is not between 5 and 240 minutes.
        """
        if grade not in (0, *GRADES):
            raise ValueError(f"there is no grade {grade}")
        if not 5 <= goal_min <= 240:
            raise ValueError(f"{goal_min} minutes a day are no goal")

        def command(w: Writing) -> None:
            known = w.session.get(ProfileRow, PROFILE_ID)
            began = {} if known and known.started_utc else {"started_utc": to_text(w.clock.now_utc())}
            back = {"deleted": False} if known and known.deleted else {}
            told = {"role": role, "grade": grade, "subjects": list(subjects), "goal_min": goal_min}
            w.save(PROFILE, PROFILE_ID, **told, **began, **back)
            _welcomed(w)

        await self._store.write(command)

    async def skip(self) -> None:
        """The person wants no welcome: this device asks no more, and nothing is told to others."""
        await self._store.write(_welcomed)


def read_profile(session: Session) -> ProfileData | None:
    """The profile within a read; what a newer version wrote and this one cannot use counts as not said."""
    row = session.get(ProfileRow, PROFILE_ID)
    if row is None or row.deleted:
        return None
    return ProfileData(
        role="parent" if row.role == "parent" else "student",
        grade=row.grade if row.grade in GRADES else 0,
        subjects=tuple(str(subject) for subject in row.subjects) if isinstance(row.subjects, list) else (),
        goal_min=row.goal_min if row.goal_min > 0 else goal_for(row.grade),
        started_utc=row.started_utc,
    )


def is_first_run(session: Session, tables: Sequence[type[Any]]) -> bool:
    """Whether nothing is on this device yet: no account, no row of `tables`, and no welcome gone through."""
    if session.get(Setting, WELCOMED) is not None or session.get_one(Device, 1).account_id:
        return False
    return not any(session.exec(select(col(cast("Any", table).id)).limit(1)).first() for table in tables)


def _welcomed(w: Writing) -> None:
    w.session.merge(Setting(key=WELCOMED, value=True))
    w.changed("setting", WELCOMED)
