"""Reads a backup into an empty database."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import Any

from sqlalchemy import Connection, Table, delete, func, insert, select

from server.backup.layout import COURSES, FILES, FORMAT, MANIFEST, BackupError, from_line, table_path
from server.db.engine import Database
from server.db.migrations.running import MIGRATIONS, migrate
from server.db.tables import account, metadata
from sync.clock import Clock

_PORTION = 500


def check(source: Path) -> dict[str, Any]:
    """What the backup says of itself, once all of it was read and is whole. Raises BackupError."""
    with _opened(source) as archive:
        head = _manifest(archive)
        if broken := archive.testzip():
            raise BackupError(f"{source} 坏了：{broken} 和它写下的时候不一样。")
        for name, count in head["counts"].items():
            found = _count(archive, name)
            if found != count:
                raise BackupError(f"{source} 不全：{name} 应有 {count} 条，只有 {found} 条。")
        return head


def restore(source: Path, database: Database, files: Path, courses: Path, clock: Clock) -> dict[str, int]:
    """Put all of it into an empty database and its folders; the counts are returned.

    The rows are one transaction: a restore that breaks off has changed no table. Raises BackupError, OSError.
    """
    head = check(source)
    if head["migration"] > MIGRATIONS[-1].number:
        raise BackupError("这份备份来自更新版本的服务器，请先更新服务器。")
    migrate(database, clock, last=head["migration"])
    with _opened(source) as archive:
        with database.write() as connection:
            if connection.execute(select(func.count()).select_from(account)).scalar_one():
                raise BackupError("数据库里已经有账号了；备份只能放进空的数据库，免得盖掉现有的。")
            for table in metadata.sorted_tables:
                if head["counts"].get(table.name):
                    _put(connection, table, archive)
        _unpack(archive, FILES, files)
        _unpack(archive, COURSES, courses)
    migrate(database, clock)
    return head["counts"]


def _opened(source: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(source)
    except zipfile.BadZipFile as error:
        raise BackupError(f"{source} 不是备份，或者没有写完。") from error


def _manifest(archive: zipfile.ZipFile) -> dict[str, Any]:
    try:
        head = json.loads(archive.read(MANIFEST))
    except (KeyError, ValueError) as error:
        raise BackupError("这个 zip 不是学伴服务器的备份。") from error
    if not isinstance(head, dict) or head.get("xueban") != "server":
        raise BackupError("这个 zip 不是学伴服务器的备份。")
    if head.get("format") != FORMAT:
        raise BackupError("这份备份来自更新版本的服务器，请先更新服务器。")
    return head


def _count(archive: zipfile.ZipFile, name: str) -> int:
    prefix = {"files": FILES, "courses": COURSES}.get(name)
    if prefix:
        return sum(one.startswith(prefix) for one in archive.namelist())
    try:
        with archive.open(table_path(name)) as lines:
            return sum(1 for _ in lines)
    except KeyError:
        return 0


def _put(connection: Connection, table: Table, archive: zipfile.ZipFile) -> None:
    connection.execute(delete(table))  # what the migrations have put in
    with archive.open(table_path(table.name)) as lines:
        rows: Iterator[dict[str, Any]] = map(from_line, lines)
        while portion := list(islice(rows, _PORTION)):
            connection.execute(insert(table), portion)


def _unpack(archive: zipfile.ZipFile, prefix: str, folder: Path) -> None:
    for name in archive.namelist():
        if not name.startswith(prefix):
            continue
        inner = PurePosixPath(name.removeprefix(prefix))
        if inner.is_absolute() or ".." in inner.parts:
            raise BackupError(f"备份里有一个不该有的路径：{name}")
        target = folder / inner
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(archive.read(name))
