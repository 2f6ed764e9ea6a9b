"""Feedback from the command line: `python -m server.feedback list`, `… answer ID planned TEXT`."""

from __future__ import annotations

import argparse
import sys

from server.commands import data_arguments, in_database
from server.db.engine import Database
from server.feedback.box import STATES, NoSuchFeedback, Told, answer, told
from server.settings import Settings
from sync.clock import SystemClock


def main(arguments: list[str] | None = None) -> int:
    """Do what the command line says. Returns the exit code: 1 when it could not be done."""
    asked = _arguments(arguments)

    def work(database: Database, settings: Settings) -> int:
        try:
            sys.stdout.write(f"{asked.run(database, settings, asked)}\n")
        except NoSuchFeedback as error:
            sys.stderr.write(f"{error}\n")
            return 1
        return 0

    return in_database(asked, work)


def _list(database: Database, settings: Settings, asked: argparse.Namespace) -> str:
    shown = [one for one in told(database) if asked.all or one.state != "done"]
    return "\n\n".join(_lines(one, settings) for one in shown) or "没有要回答的。"


def _lines(one: Told, settings: Settings) -> str:
    head = f"{one.id}\t{one.state}\t{one.sent_utc}\t{one.version} {one.system}"
    pictures = [f"图片：{settings.files / one.space_id / sha256}" for sha256 in one.pictures]
    said = [f"回答：{one.answer}"] if one.answer else []
    return "\n".join([head, one.words, *pictures, *said])


def _answer(database: Database, _settings: Settings, asked: argparse.Namespace) -> str:
    answer(database, asked.id, asked.state, asked.text, SystemClock().now_utc())
    return "已回答，会随同步到那个人的设备上。"


def _arguments(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m server.feedback", description="大家提的建议：列出、回答。")
    data_arguments(parser, "files")
    commands = parser.add_subparsers(required=True, metavar="命令")
    listing = commands.add_parser("list", help="列出还没有做好的建议，早的在前")
    listing.add_argument("--all", action="store_true", help="也列出做好了的")
    listing.set_defaults(run=_list)
    answering = commands.add_parser("answer", help="说打算怎么办：received 已收到，planned 打算做，done 做好了")
    answering.add_argument("id", metavar="ID")
    answering.add_argument("state", choices=STATES)
    answering.add_argument("text", nargs="?", default="", help="给那个人的一句话；不写就保留以前的")
    answering.set_defaults(run=_answer)
    return parser.parse_args(arguments)


if __name__ == "__main__":
    raise SystemExit(main())
