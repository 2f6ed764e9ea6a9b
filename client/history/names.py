"""What records, fields and values are called before people."""

from __future__ import annotations

import json
from typing import Any

from sqlmodel import Session

from client.courses.authoring.manuscripts import title_of
from client.courses.authoring.tables import ManuscriptRow
from client.mistakes.tables import Mistake
from client.notes.tables import NoteRow
from client.notes.titles import heading
from client.plain import plain
from client.texts import _
from sync.records import DELETED

LONGEST = 60
"""Characters of a name."""


def kind_name(record_type: str) -> str:
    """What records of this type are."""
    names = {
        "note": _("笔记"),
        "attachment": _("笔记里的文件"),
        "drawing": _("笔记里的手写"),
        "mistake": _("错题"),
        "place": _("学习进度"),
        "finish": _("学完的课"),
        "answer": _("作答"),
        "review": _("复习"),
        "study": _("学习时间"),
        "profile": _("我的学习"),
        "manuscript": _("我写的课程"),
        "publication": _("分享的课程"),
        "live_reminder": _("直播提醒"),
        "feedback": _("提建议"),
    }
    return names.get(record_type, _("另一种内容"))


def record_name(session: Session, record_type: str, record_id: str) -> str:
    """What this record is: a note's title, a mistake's words; "" where it has no name of its own."""
    if record_type == "note":
        note = session.get(NoteRow, record_id)
        return heading(note.title, note.body)[0][:LONGEST] if note else ""
    if record_type == "manuscript":
        manuscript = session.get(ManuscriptRow, record_id)
        return title_of(manuscript.body)[:LONGEST] if manuscript else ""
    if record_type == "mistake":
        mistake = session.get(Mistake, record_id)
        return plain(str(mistake.question.get("text", "")))[:LONGEST] if mistake else ""
    return ""


def field_name(field: str) -> str:
    """What this field holds."""
    names = {
        "title": _("标题"),
        "body": _("正文"),
        "notebook": _("笔记本"),
        "tags": _("标签"),
        "pinned": _("置顶"),
        "point_id": _("知识点"),
        "given": _("我的答案"),
        "lesson_id": _("学到哪一课"),
        "segment": _("学到哪一段"),
        "role": _("身份"),
        "grade": _("年级"),
        "subjects": _("科目"),
        "goal_min": _("每天想学多久"),
        DELETED: _("回收站"),
    }
    return names.get(field, _("其他"))


def value_words(field: str, value: Any) -> str:
    """A value as words: a text as it is, a list by its members, whatever else as it is kept."""
    if field == DELETED:
        return _("已移到回收站") if value else _("没有移到回收站")
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return _("、").join(str(member) for member in value)
    return json.dumps(value, ensure_ascii=False)
