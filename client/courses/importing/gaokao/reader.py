"""A whole bank: every record becomes a question, or is named with the reason why not."""

from __future__ import annotations

import re

from client.courses.importing.build import Item, course_of
from client.courses.importing.gaokao import exam
from client.courses.importing.gaokao.questions import Paper, choice_of, open_of, passage_of
from client.courses.importing.gaokao.records import Record, records_of
from client.courses.importing.gaokao.titles import course_title, lesson_titles, paper_title
from client.courses.importing.report import Imported, ImportRefusedError, Skipped
from client.courses.importing.source import Source
from client.texts import _

_HEAD = 200_000  # signs; a passage may be long before the first answer comes
_JSON = re.compile(r"\{\s*\"|\[\s*\{")
_FIGURE = re.compile(r"如图|下图|图中|图示")


def claims(source: Source) -> bool:
    """Whether the text is JSON (whole or cut off) with records of questions and answers."""
    if source.data[:400].lstrip(b"\xef\xbb\xbf\xff\xfe\0 \r\n\t")[:1] not in (b"{", b"["):
        return False
    head = source.text.lstrip()[:_HEAD]
    return bool(_JSON.match(head)) and '"question"' in head and '"answer"' in head


def read(source: Source) -> Imported:
    """Every question of the bank. Raises `ImportRefusedError` when there is not one."""
    skipped: list[Skipped] = []
    keywords, records = records_of(source.text, skipped)
    notes: list[Skipped] = []
    paper = Paper(
        numbered=2 * sum(1 for record in records if exam.is_numbered(record.text("question"))) >= len(records),
        scanned=4 * sum(1 for record in records if "$" in record.text("question")) >= len(records),
    )
    lessons = lesson_titles(records)
    items: list[Item] = []
    for record in records:
        items += _items(record, paper, lessons, skipped, notes)
    if not any(item.question for item in items):
        reason = _("没有题目记录")
        if skipped:
            reason = _("{item}：{reason}").format(item=skipped[0].item, reason=skipped[0].reason)
        raise ImportRefusedError(_("题库里没有能用的题。{reason}").format(reason=reason))
    _say_missing_figures(records, notes)
    name = keywords or source.stem
    subject, title = course_title(name)
    course = course_of(
        items, form="gaokao", identity=name, title=title, subject=subject, grade=_("高中"), summary=_("从题库文件导入")
    )
    return Imported("gaokao", (course,), tuple(skipped), tuple(notes))


def _items(
    record: Record, paper: Paper, lessons: dict[tuple[str, str], str], skipped: list[Skipped], notes: list[Skipped]
) -> list[Item]:
    question, answers = record.text("question"), [answer for answer in record.answers if answer.strip()]
    if not question.strip():
        skipped.append(Skipped(record.place, _("没有题干")))
        return []
    if not answers:
        skipped.append(Skipped(record.place, _("没有答案")))
        return []
    group = lessons[(record.text("year"), record.paper)]
    key = "\x1f".join((record.text("year"), record.paper, record.text("index") or question))
    explanation = exam.cleaned(record.text("analysis"), scanned=paper.scanned).text
    if len(answers) > 1 and (many := passage_of(record, paper, answers, explanation, notes)):
        reading, questions = many
        first = Item(group, key, reading=reading, section=paper_title(record))
        return [first, *(Item(group, f"{key}\x1f{n}", question=q) for n, q in enumerate(questions, start=1))]
    text = exam.without_number(question, numbered=paper.numbered)
    made = choice_of(record, paper, text, answers, explanation, notes)
    made = made or open_of(record, paper, text, answers, explanation)
    return [Item(group, key, question=made, section=record.paper)]


def _say_missing_figures(records: list[Record], notes: list[Skipped]) -> None:
    lacking = [str(record.number) for record in records if _FIGURE.search(record.text("question"))]
    if lacking:
        shown = _("、").join(lacking[:20]) + ("…" if len(lacking) > 20 else "")
        reason = _("题目提到了图，文件里只有文字（第 {numbers} 题）").format(numbers=shown)
        notes.append(Skipped(_("共 {n} 题").format(n=len(lacking)), reason))
