"""Live lessons from the command line: `python -m server.live add TIMETABLE.json`."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from server.commands import data_arguments, in_database, settings_for
from server.courses.checking import BrokenPackError
from server.courses.packs import Packs
from server.db.engine import Database
from server.errors import NoSuchLesson
from server.live import questions, recording, timetable, transcripts
from server.settings import Settings
from sync.clock import SystemClock, to_text
from sync.live import LiveLesson


class BadTimetableError(ValueError):
    """The file is no timetable; `str()` is a sentence."""


def main(arguments: list[str] | None = None) -> int:
    """Do what the command line says. Returns the exit code: 1 when it could not be done."""
    asked = _arguments(arguments)

    def work(database: Database, _settings: Settings) -> int:
        try:
            sys.stdout.write(f"{asked.run(database, asked)}\n")
        except NoSuchLesson as error:
            sys.stderr.write(f"{error}\n")
        except (BadTimetableError, recording.NoFilmError, BrokenPackError) as error:
            sys.stderr.write(f"没有做成：{error}\n")
        except OSError as error:
            sys.stderr.write(f"没有做成：{error.filename or ''} {error.strerror or error}\n")
        else:
            return 0
        return 1

    return in_database(asked, work)


def read_timetable(path: Path) -> list[LiveLesson]:
    """The lessons of a JSON file: one, or a list; `starts` with its zone (2026-12-01T19:30+08:00).

    Raises BadTimetableError, OSError.
    """
    try:
        data = json.loads(path.read_text("utf-8"))
    except ValueError as error:
        raise BadTimetableError(f"{path} 不是 JSON。") from error
    lessons: list[LiveLesson] = []
    for number, one in enumerate(data if isinstance(data, list) else [data], start=1):
        try:
            lessons.append(LiveLesson.model_validate(_in_utc(one)))
        except (ValidationError, ValueError) as error:
            first = error.errors()[0] if isinstance(error, ValidationError) else {}
            why = f"{'.'.join(str(s) for s in first['loc'])}：{first['msg']}" if first else str(error)
            raise BadTimetableError(f"{path} 的第 {number} 节课写得不对（{why}）。") from error
    return lessons


def _in_utc(lesson: Any) -> Any:
    if not isinstance(lesson, dict) or "starts" not in lesson:
        return lesson
    moment = datetime.fromisoformat(str(lesson["starts"]))
    if moment.tzinfo is None:
        raise ValueError("starts 要带时区，例如 2026-12-01T19:30+08:00")
    rest = {key: value for key, value in lesson.items() if key != "starts"}
    return rest | {"starts_utc": to_text(moment.astimezone(UTC))}


def _add(database: Database, asked: argparse.Namespace) -> str:
    new, changed = timetable.put(database, read_timetable(asked.file))
    return f"课表里新加了 {new} 节课，改了 {changed} 节。"


def _list(database: Database, _asked: argparse.Namespace) -> str:
    def row(lesson: LiveLesson) -> str:
        state = "已取消" if lesson.cancelled else lesson.recording or lesson.stream
        return f"{lesson.id}\t{lesson.starts_utc}\t{lesson.title}\t{state}"

    return "\n".join(row(lesson) for lesson in timetable.since(database, "").lessons)


def _cancel(database: Database, asked: argparse.Namespace) -> str:
    lesson = timetable.find(database, asked.lesson)
    timetable.put(database, [lesson.model_copy(update={"cancelled": True})])
    return f"《{lesson.title}》已取消。"


def _transcript(database: Database, asked: argparse.Namespace) -> str:
    count = transcripts.write(database, asked.lesson, transcripts.read_vtt(asked.file.read_text("utf-8")))
    return f"文字稿有 {count} 行。"


def _questions(database: Database, asked: argparse.Namespace) -> str:
    rows = questions.all_of(database, asked.lesson)
    return "\n".join(
        f"{row.request_id}\t{int(row.second) // 60:02}:{int(row.second) % 60:02}\t{row.text}\t{row.answer}"
        for row in rows
    )


def _answer(database: Database, asked: argparse.Namespace) -> str:
    if not questions.answer(database, asked.lesson, asked.question, asked.text):
        raise NoSuchLesson("没有这个问题。")
    return "已回答。"


def _record(database: Database, asked: argparse.Namespace) -> str:
    packs = Packs(settings_for(asked).courses)
    card = recording.record(database, packs, SystemClock(), asked.lesson, recording.Film(asked.film))
    return f"回放已放进课程目录：《{card.title}》第 {card.version} 版（{card.id}）。"


def _arguments(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m server.live", description="直播课：课表、文字稿、提问、回放。")
    data_arguments(parser, "courses")
    commands = parser.add_subparsers(required=True, metavar="命令")

    def command(name: str, run: Any, about: str, *lesson: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=about)
        made.set_defaults(run=run)
        for argument in lesson:
            made.add_argument(argument, metavar=argument.upper())
        return made

    command("add", _add, "把 JSON 文件里的课加进课表；编号相同的就改").add_argument("file", type=Path, metavar="FILE")
    command("list", _list, "列出所有的课")
    command("cancel", _cancel, "取消一节课", "lesson")
    command("transcript", _transcript, "换上文字稿（WebVTT 或 SRT），直播时可以反复执行", "lesson").add_argument(
        "file", type=Path, metavar="FILE"
    )
    command("questions", _questions, "列出学生的提问", "lesson")
    command("answer", _answer, "回答一个提问", "lesson", "question", "text")
    command("record", _record, "把回放（文件或网址）做成课程，放进目录", "lesson", "film")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    raise SystemExit(main())
