"""Backups from the command line: `python -m server.backup make FILE.zip`."""

from __future__ import annotations

import argparse
import sys
from contextlib import closing
from pathlib import Path

from server.backup.layout import BackupError
from server.backup.making import make
from server.backup.restoring import check, restore
from server.commands import data_arguments, open_database, settings_for
from server.db.engine import DatabaseUnavailable
from server.db.migrations.running import migrate
from server.settings import WrongSetting
from sync.clock import SystemClock


def main(arguments: list[str] | None = None) -> int:
    """Do what the command line says. Returns the exit code: 1 when it could not be done."""
    asked = _arguments(arguments)
    try:
        sys.stdout.write(f"{asked.run(asked)}\n")
    except (BackupError, DatabaseUnavailable, WrongSetting) as error:
        sys.stderr.write(f"没有做成：{error}\n")
        return 1
    except OSError as error:
        sys.stderr.write(f"没有做成：{error.filename or ''} {error.strerror or error}\n")
        return 1
    return 0


def _make(asked: argparse.Namespace) -> str:
    settings = settings_for(asked)
    with closing(open_database(settings)) as database:
        migrate(database, SystemClock())
        counts = make(database, settings.files, settings.courses, asked.file, SystemClock())
    return f"已备份到 {asked.file}：{_told(counts)}。令牌密钥 {settings.key_file} 不在里面，请另外保存。"


def _check(asked: argparse.Namespace) -> str:
    head = check(asked.file)
    return f"{asked.file} 完好，{head['made_utc']} 做的：{_told(head['counts'])}。"


def _restore(asked: argparse.Namespace) -> str:
    settings = settings_for(asked)
    with closing(open_database(settings)) as database:
        counts = restore(asked.file, database, settings.files, settings.courses, SystemClock())
    return f"已恢复：{_told(counts)}。把令牌密钥放回 {settings.key_file}，大家就不用重新登录。"


def _told(counts: dict[str, int]) -> str:
    return (
        f"{counts.get('account', 0)} 个账号，{counts.get('space', 0)} 个空间，{counts.get('log', 0)} 批操作，"
        f"{counts.get('files', 0)} 个文件，{counts.get('courses', 0)} 个课程包"
    )


def _arguments(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m server.backup", description="备份：做一份，检查一份，恢复一份。")
    data_arguments(parser, "key", "files", "courses")
    commands = parser.add_subparsers(required=True, metavar="命令")
    for name, run, about in (
        ("make", _make, "把全部数据写进一个新的 zip；服务器可以照常运行"),
        ("check", _check, "检查一份备份是不是完好"),
        ("restore", _restore, "恢复到一个空的数据库（SQLite 或 PostgreSQL 都行）"),
    ):
        command = commands.add_parser(name, help=about)
        command.add_argument("file", type=Path, metavar="FILE.zip")
        command.set_defaults(run=run)
    return parser.parse_args(arguments)


if __name__ == "__main__":
    raise SystemExit(main())
