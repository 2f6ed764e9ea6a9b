"""Writes a backup while the server runs."""

from __future__ import annotations

import json
import zipfile
from contextlib import closing, suppress
from pathlib import Path

from sqlalchemy import Connection, select

from server.backup.layout import COURSES, FILES, FORMAT, MANIFEST, as_line, table_path
from server.db.engine import Database
from server.db.migrations.running import done
from server.db.tables import metadata
from sync.clock import Clock, to_text

_PORTION = 1_000


def make(database: Database, files: Path, courses: Path, target: Path, clock: Clock) -> dict[str, int]:
    """Write all of it into a new zip at `target`; how many rows there are of each table, and of files and packs.

    The tables are as they are at one moment; rows are read a portion at a time. Files are read after them: what a row
    names was on the disk before it. Raises OSError; there is no half zip at `target` then.
    """
    part = target.with_name(target.name + ".part")
    try:
        with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
            with closing(database.engine.connect()) as connection:
                if not database.is_sqlite:
                    connection.execution_options(isolation_level="REPEATABLE READ")
                counts = {table.name: 0 for table in metadata.sorted_tables}
                number = max(done(connection), default=0)
                for name in counts:
                    counts[name] = _rows(archive, connection, name)
            counts["files"] = _folder(archive, files, FILES)
            counts["courses"] = _folder(archive, courses, COURSES)
            head = {
                "xueban": "server",
                "format": FORMAT,
                "migration": number,
                "made_utc": to_text(clock.now_utc()),
                "counts": counts,
            }
            archive.writestr(MANIFEST, json.dumps(head, indent=1))
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    return counts


def _rows(archive: zipfile.ZipFile, connection: Connection, name: str) -> int:
    table, count = metadata.tables[name], 0
    query = select(table).execution_options(yield_per=_PORTION)
    with archive.open(table_path(name), "w", force_zip64=True) as stream:
        for row in connection.execute(query).mappings():
            stream.write(as_line({str(name): value for name, value in row.items()}).encode())
            count += 1
    return count


def _folder(archive: zipfile.ZipFile, folder: Path, prefix: str) -> int:
    count = 0
    for path in sorted(p for p in folder.rglob("*") if p.is_file() and p.suffix != ".part"):
        with suppress(FileNotFoundError):  # swept away meanwhile: nothing names it any more
            archive.write(path, prefix + path.relative_to(folder).as_posix(), zipfile.ZIP_STORED)
            count += 1
    return count
