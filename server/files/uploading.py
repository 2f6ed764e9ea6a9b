"""A file comes in parts, in order, and is checked at the end; whatever breaks off goes on where it was."""

from __future__ import annotations

import errno
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select, update

from server.accounts.signed_in import SignedIn
from server.db.tables import file
from server.errors import FileTooLarge, MissingPart, NoRight, NoRoom, NoSuchSpace, NotValid, SpaceFull, WrongHash
from server.services import Services
from server.spaces.membership import standing_and_lock
from sync.catalogue import may_write_something
from sync.clock import to_text
from sync.files import FileState
from sync.texts import _


class Part(NamedTuple):
    """A part of a file of `size` bytes, which begins at the offset `at`."""

    space_id: str
    sha256: str
    size: int
    at: int
    data: bytes


def take_part(services: Services, who: SignedIn, part: Part) -> FileState:
    """Add the part, and say how much there is.

    Raises NoSuchSpace, NoRight, FileTooLarge, SpaceFull, MissingPart, NotValid, WrongHash, NoRoom.
    """
    if part.size > services.settings.file_limit_bytes:
        raise FileTooLarge(services.settings.file_limit_bytes)
    with services.shelf.turn(part.space_id, part.sha256):
        if _announce(services, who, part):
            return _state(part, part.size, complete=True)
        received = _add(services, part)
        if received < part.size:
            return _state(part, received)
        if not services.shelf.finish(part.space_id, part.sha256):
            with services.database.write() as connection:
                connection.execute(delete(file).where(_key(part)))
            raise WrongHash
        with services.database.write() as connection:
            _complete(services, connection, part)
    return _state(part, part.size, complete=True)


def _announce(services: Services, who: SignedIn, part: Part) -> bool:
    """Whether the file is there already; if not, its place is reserved."""
    with services.database.write() as connection:
        stands = standing_and_lock(connection, part.space_id, who.account_id)
        if stands is None:
            raise NoSuchSpace
        if not may_write_something(stands.kind, stands.role):
            raise NoRight
        there = connection.execute(select(file.c.size, file.c.complete_utc).where(_key(part))).first()
        if services.shelf.has(part.space_id, part.sha256):
            if there is None:
                _reserve(services, connection, part)
            if there is None or there.complete_utc is None:  # a crash came before that was written down
                _complete(services, connection, part)
            return True
        if there is not None and there.size == part.size:  # perhaps complete, and lost from the shelf: welcome again
            return False
        if there is not None:  # somebody was wrong about the size: only the hash can tell who
            connection.execute(delete(file).where(_key(part)))
            services.shelf.drop_part(part.space_id, part.sha256)
        _reserve(services, connection, part)
    return False


def _reserve(services: Services, connection: Connection, part: Part) -> None:
    used = connection.execute(select(func.sum(file.c.size)).where(file.c.space_id == part.space_id)).scalar() or 0
    if used + part.size > services.settings.space_limit_bytes:
        raise SpaceFull(services.settings.space_limit_bytes)
    row = {
        "space_id": part.space_id,
        "sha256": part.sha256,
        "size": part.size,
        "created_utc": to_text(services.clock.now_utc()),
    }
    connection.execute(insert(file), row)


def _add(services: Services, part: Part) -> int:
    received = services.shelf.received(part.space_id, part.sha256)
    if part.at > received:
        raise MissingPart(received)
    fresh = part.data[received - part.at :]
    if received + len(fresh) > part.size:
        raise NotValid(_("上传的文件比说好的大。"))
    if fresh or received == part.size == 0:
        try:
            services.shelf.append(part.space_id, part.sha256, fresh)
        except OSError as error:
            if error.errno in (errno.ENOSPC, errno.EDQUOT):
                raise NoRoom from error
            raise
    return received + len(fresh)


def _complete(services: Services, connection: Connection, part: Part) -> None:
    now = to_text(services.clock.now_utc())
    connection.execute(update(file).where(_key(part)).values(complete_utc=now))


def _key(part: Part) -> ColumnElement[bool]:
    return (file.c.space_id == part.space_id) & (file.c.sha256 == part.sha256)


def _state(part: Part, received: int, *, complete: bool = False) -> FileState:
    return FileState(sha256=part.sha256, size=part.size, received=received, complete=complete)
