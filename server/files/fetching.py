"""A file, or a range of it, goes out."""

from __future__ import annotations

from fastapi.responses import Response
from sqlalchemy import select

from server.accounts.signed_in import SignedIn
from server.db.tables import file
from server.errors import NoSuchFile, NoSuchSpace
from server.sending import Wanted, send
from server.services import Services
from server.spaces.membership import standing


def fetch(services: Services, who: SignedIn, space_id: str, sha256: str, wanted: Wanted) -> Response:
    """The file, or the part of it that is wanted, as an answer. Raises NoSuchSpace, NoSuchFile, NoSuchRange."""
    with services.database.read() as connection:
        if standing(connection, space_id, who.account_id) is None:
            raise NoSuchSpace
        whole = select(file.c.size).where(file.c.space_id == space_id, file.c.sha256 == sha256)
        size = connection.execute(whole.where(file.c.complete_utc.is_not(None))).scalar()
    path = services.shelf.path(space_id, sha256)
    if size is None or not path.exists():
        raise NoSuchFile
    return send(path, size, sha256, wanted, "private, max-age=31536000, immutable")
