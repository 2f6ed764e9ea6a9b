"""Which versions of which courses there are."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection, Select, func, insert, select, update

from server.courses.checking import BrokenPackError, check
from server.courses.packing import pack_folder
from server.courses.packs import Packs
from server.db.engine import Database
from server.db.tables import course_version
from server.errors import NoSuchCourse
from sync.clock import Clock, to_text
from sync.courses import PAGE_LIMIT, CatalogueCourse, CataloguePage

_there = course_version.c.withdrawn_utc.is_(None)


class Version(NamedTuple):
    """A version of a course; `withdrawn_utc` is "" while it is offered."""

    card: CatalogueCourse
    withdrawn_utc: str


def add(database: Database, packs: Packs, clock: Clock, path: Path) -> tuple[CatalogueCourse, bool]:
    """Offer the pack at `path`, a zip or a folder; its card, and whether it is new.

    Raises BrokenPackError, OSError. A version that is offered already is left as it is; the same one again after it was
    withdrawn is offered anew.
    """
    with tempfile.TemporaryDirectory() as folder:
        if path.is_dir():
            packed = Path(folder) / "pack.zip"
            pack_folder(path, packed)
            path = packed
        checked = check(path)
        sha256, size = packs.keep(path), path.stat().st_size
    now = to_text(clock.now_utc())
    card = CatalogueCourse(size=size, sha256=sha256, published_utc=now, **checked._asdict())
    with database.write() as connection:
        return card, _note(connection, card, now)


def _note(connection: Connection, card: CatalogueCourse, now: str) -> bool:
    table = course_version
    query = select(table.c.version, table.c.sha256, table.c.withdrawn_utc).where(table.c.course_id == card.id)
    known = {row.version: row for row in connection.execute(query)}
    if card.version in known:
        there = known[card.version]
        if there.sha256 != card.sha256:
            raise BrokenPackError(
                f"目录里已经有《{card.title}》的第 {card.version} 版，内容不一样。"
                "请把 course.json 里的 version 改大再添加。"
            )
        if there.withdrawn_utc is None:
            return False
        again = update(table).where(table.c.course_id == card.id, table.c.version == card.version)
        connection.execute(again.values(withdrawn_utc=None))
        return True
    newer = max((version for version, row in known.items() if row.withdrawn_utc is None), default=0)
    if newer > card.version:
        raise BrokenPackError(f"目录里已经有更新的第 {newer} 版《{card.title}》，这一份是第 {card.version} 版。")
    row = {
        "course_id": card.id,
        "version": card.version,
        "card": card.model_dump_json(),
        "size": card.size,
        "sha256": card.sha256,
        "added_utc": now,
    }
    connection.execute(insert(table), row)
    return True


def withdraw(database: Database, clock: Clock, course_id: str, version: int | None = None) -> int:
    """Offer a course no longer, or one version of it; how many versions that were. Who has it keeps it."""
    chosen = update(course_version).where(course_version.c.course_id == course_id, _there)
    if version is not None:
        chosen = chosen.where(course_version.c.version == version)
    with database.write() as connection:
        return connection.execute(chosen.values(withdrawn_utc=to_text(clock.now_utc()))).rowcount


def versions(database: Database) -> list[Version]:
    """All versions of all courses, also withdrawn ones, by course and version."""
    query = select(course_version.c.card, course_version.c.withdrawn_utc).order_by(
        course_version.c.course_id, course_version.c.version
    )
    with database.read() as connection:
        return [Version(_card(row.card), row.withdrawn_utc or "") for row in connection.execute(query)]


def page(database: Database, after: str, limit: int) -> CataloguePage:
    """The newest version of each course behind the id `after`; of at most `limit` courses."""
    limit = min(limit, PAGE_LIMIT)
    query = _newest().where(course_version.c.course_id > after).order_by(course_version.c.course_id).limit(limit + 1)
    with database.read() as connection:
        cards = [_card(card) for card in connection.execute(query).scalars()]
    more = len(cards) > limit
    return CataloguePage(courses=cards[:limit], after=cards[limit - 1].id if more else None)


def course(database: Database, course_id: str) -> CatalogueCourse:
    """The newest version of a course. Raises NoSuchCourse."""
    with database.read() as connection:
        card = connection.execute(_newest().where(course_version.c.course_id == course_id)).scalar()
    if card is None:
        raise NoSuchCourse
    return _card(card)


def find_pack(database: Database, course_id: str, version: int) -> tuple[str, int]:
    """SHA-256 and size of a version's pack. Raises NoSuchCourse."""
    query = select(course_version.c.sha256, course_version.c.size).where(
        course_version.c.course_id == course_id, course_version.c.version == version, _there
    )
    with database.read() as connection:
        found = connection.execute(query).first()
    if found is None:
        raise NoSuchCourse
    return found.sha256, found.size


def _newest() -> Select[str]:
    newest = (
        select(course_version.c.course_id, func.max(course_version.c.version).label("version"))
        .where(_there)
        .group_by(course_version.c.course_id)
        .subquery()
    )
    return select(course_version.c.card).join(
        newest,
        (course_version.c.course_id == newest.c.course_id) & (course_version.c.version == newest.c.version),
    )


def _card(text: str) -> CatalogueCourse:
    return CatalogueCourse.model_validate_json(text)
