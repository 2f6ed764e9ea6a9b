"""What the server's commands have in common: where the data is, from the command line or the environment."""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from server.db.engine import Database, DatabaseUnavailable
from server.db.migrations.running import migrate
from server.settings import DATA, DEFAULT_DATA, PREFIX, Settings, WrongSetting, sqlite_url
from sync.clock import SystemClock


def data_arguments(parser: argparse.ArgumentParser, *more: str) -> None:
    """`--data`, and of `--files`, `--courses` and `--key` those that are asked for."""
    abouts = {
        "data": f"SQLite 数据库文件（默认 {DEFAULT_DATA}）；设了环境变量 DATABASE_URL 就用那里的 PostgreSQL",
        "key": "放令牌密钥的文件（默认在 SQLite 数据库文件旁边，同名，后缀 .key；请和数据库分开备份）",
        "files": "放文件（图片等）的文件夹（默认在 SQLite 数据库文件旁边，同名，后缀 .files）",
        "courses": "放课程包的文件夹（默认在数据库文件旁边，同名，后缀 .courses；用 python -m server.courses 添加）",
    }
    for name in ("data", *more):
        parser.add_argument(f"--{name}", type=Path, default=None, help=abouts[name])


def settings_for(asked: argparse.Namespace, environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings that the command line and the environment ask for; the command line goes first.

    Raises `server.settings.WrongSetting`.
    """
    given = Settings.of(environment)
    data: Path = asked.data or Path(environment.get(DATA) or DEFAULT_DATA)
    named = {
        name: getattr(asked, option, None) or (environment.get(f"{PREFIX}{name.upper()}") and getattr(given, name))
        for name, option in (("files", "files"), ("courses", "courses"), ("key_file", "key"))
    }
    return replace(
        given,
        database_url=environment.get("DATABASE_URL") or sqlite_url(data),
        files=named["files"] or data.with_suffix(".files"),
        courses=named["courses"] or data.with_suffix(".courses"),
        key_file=named["key_file"] or data.with_suffix(".key"),
    )


def open_database(settings: Settings) -> Database:
    """The database, tried out. Raises `server.db.engine.DatabaseUnavailable`."""
    database = Database(settings.database_url)
    try:
        database.try_out()
    except BaseException:
        database.close()
        raise
    return database


def in_database(asked: argparse.Namespace, work: Callable[[Database, Settings], int]) -> int:
    """Do `work` in the database, brought up to date, and return its exit code; 1 when the database cannot be had."""
    try:
        settings = settings_for(asked)
        database = open_database(settings)
    except (DatabaseUnavailable, WrongSetting) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    with contextlib.closing(database):
        migrate(database, SystemClock())
        return work(database, settings)
