"""The catalogue from the command line: `python -m server.courses add PACK.zip`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from server.commands import data_arguments, in_database
from server.courses import catalogue
from server.courses.checking import BrokenPackError
from server.courses.packs import Packs
from server.db.engine import Database
from sync.clock import SystemClock


def main(arguments: list[str] | None = None) -> int:
    """Do what the command line says. Returns the exit code: 1 when something could not be done."""
    asked = _arguments(arguments)
    return in_database(asked, lambda database, settings: asked.run(database, Packs(settings.courses), asked))


def _add(database: Database, packs: Packs, asked: argparse.Namespace) -> int:
    failed = 0
    for path in (found for given in asked.packs for found in _packs_in(given)):
        try:
            card, is_new = catalogue.add(database, packs, SystemClock(), path)
        except BrokenPackError as error:
            sys.stderr.write(f"没有添加 {path}：{error}\n")
            failed += 1
        except OSError as error:
            sys.stderr.write(f"没有添加 {path}：{error.strerror or error}。\n")
            failed += 1
        else:
            words = "已添加" if is_new else "已经在目录里"
            about = f"{card.lessons} 课，{card.questions} 题，{_size(card.size)}"
            sys.stdout.write(f"{words}：《{card.title}》第 {card.version} 版（{card.id}；{about}）\n")
    return 1 if failed else 0


def _list(database: Database, _packs: Packs, _asked: argparse.Namespace) -> int:
    for card, withdrawn_utc in catalogue.versions(database):
        state = "已撤下" if withdrawn_utc else _size(card.size)
        sys.stdout.write(f"{card.id}\t{card.version}\t{card.title}\t{state}\n")
    return 0


def _withdraw(database: Database, _packs: Packs, asked: argparse.Namespace) -> int:
    if catalogue.withdraw(database, SystemClock(), asked.course, asked.version):
        return 0
    sys.stderr.write(f"目录里没有 {asked.course}。\n")
    return 1


def _size(size_bytes: int) -> str:
    return f"{size_bytes / 1024:.0f} KB" if size_bytes < 1 << 20 else f"{size_bytes / (1 << 20):.1f} MB"


def _packs_in(path: Path) -> list[Path]:
    """A pack itself, or all packs of a folder: zips, and folders with a course.json."""
    if not path.is_dir() or (path / "course.json").is_file():
        return [path]
    return sorted(p for p in path.iterdir() if p.suffix == ".zip" or (p / "course.json").is_file()) or [path]


def _arguments(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m server.courses", description="课程目录：添加、列出、撤下课程包。")
    data_arguments(parser, "courses")
    commands = parser.add_subparsers(required=True, metavar="命令")
    adding = commands.add_parser("add", help="添加课程包（zip，或者含 course.json 的文件夹，或者装着它们的文件夹）")
    adding.add_argument("packs", type=Path, nargs="+", metavar="PACK")
    adding.set_defaults(run=_add)
    listing = commands.add_parser("list", help="列出所有版本")
    listing.set_defaults(run=_list)
    withdrawing = commands.add_parser("withdraw", help="撤下一门课程，或者它的一个版本；下载过的人不受影响")
    withdrawing.add_argument("course", metavar="ID")
    withdrawing.add_argument("version", type=int, nargs="?", default=None, metavar="VERSION")
    withdrawing.set_defaults(run=_withdraw)
    return parser.parse_args(arguments)


if __name__ == "__main__":
    raise SystemExit(main())
