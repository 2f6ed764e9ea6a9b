"""Many questions from a file of each large format to a course on the shelf: seconds, and those of the processor."""

from __future__ import annotations

import gc
import io
import tempfile
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

from client.courses.content import ChoiceQuestion, Course, Lesson, NumericAnswer, NumericQuestion, Question, Segment
from client.courses.exporting import export_blocking
from client.courses.importing.reading import read_blocking
from client.courses.shelf import Shelf

A_LESSON = 20


def import_s(count: int) -> dict[str, tuple[float, float]]:
    """Seconds by the clock and of the processor for `count` questions, half choices and half numbers, by format."""
    seconds: dict[str, tuple[float, float]] = {}
    for name, data in _files(count):
        gc.collect()
        with tempfile.TemporaryDirectory() as folder:
            shelf = Shelf(Path(folder) / "courses", Path(folder) / "none")
            began, worked = time.perf_counter(), time.process_time()
            found = read_blocking(data, name)
            for course in found.courses:
                shelf.add(course, found.files)
            taken = time.perf_counter() - began, time.process_time() - worked
            seconds[name.rpartition(".")[2]] = round(taken[0], 2), round(taken[1], 2)
        assert sum(found.questions.values()) == count, (name, found.questions, found.skipped[:3])
    return seconds


def _files(count: int) -> Iterator[tuple[str, bytes]]:
    course = _course(count)
    for form in ("gift", "apkg", "pack"):
        made = export_blocking(course, {}, form)
        yield f"many.{made.name.rpartition('.')[2]}", made.data
    yield "many.xml", _moodle(course.questions)
    yield "many.imscc", _cartridge(course.questions)


def _course(count: int) -> Course:
    questions = [_question(n) for n in range(count)]
    parts = [questions[at : at + A_LESSON] for at in range(0, count, A_LESSON)]
    lessons = [
        Lesson(id=f"l{n}", title=f"第 {n} 课", segments=(Segment(quiz=tuple(part)),)) for n, part in enumerate(parts)
    ]
    return Course(id="many", title="很多题", lessons=tuple(lessons))


def _question(n: int) -> Question:
    if n % 2:
        text = f"解方程 $x^2-{n}x=0$，较大的根是多少？"
        return NumericQuestion(id=f"q{n}", text=text, answers=(NumericAnswer(value=n),), explanation=f"$x(x-{n})=0$")
    text = f"第 {n} 题：下面哪一个是关于 $x$ 的一元二次方程？"
    options = (f"${n}x^2=1$", f"$x+{n}=0$", "$y=2x$", "$xy=1$")
    return ChoiceQuestion(id=f"q{n}", text=text, options=options, correct=(0,), explanation="看最高次。")


def _moodle(questions: tuple[Question, ...]) -> bytes:
    parts: list[str] = []
    for question in questions:
        kind = "multichoice" if isinstance(question, ChoiceQuestion) else "numerical"
        answers = "".join(
            f'<answer fraction="{fraction}"><text><![CDATA[<p>{text}</p>]]></text></answer>'
            for fraction, text in _answers(question)
        )
        if kind == "numerical":
            answers = answers.replace("<![CDATA[<p>", "").replace("</p>]]>", "")
        stem = f'<questiontext format="html"><text><![CDATA[<p>{question.text}</p>]]></text></questiontext>'
        name = f"<name><text>{question.id}</text></name>"
        parts.append(f'<question type="{kind}">{name}{stem}<single>true</single>{answers}</question>')
    return f"<quiz>{''.join(parts)}</quiz>".encode()


def _answers(question: Question) -> list[tuple[int, str]]:
    if isinstance(question, ChoiceQuestion):
        return [(100 * (n in question.correct), option) for n, option in enumerate(question.options)]
    assert isinstance(question, NumericQuestion)
    return [(100, f"{question.answers[0].value:g}")]


def _cartridge(questions: tuple[Question, ...]) -> bytes:
    items = "".join(map(_item, questions))
    quiz = f'<assessment ident="a" title="很多题"><section>{items}</section></assessment>'
    kind = "imsqti_xmlv1p2/imscc_xmlv1p3/assessment"
    resource = f'<resource identifier="q" type="{kind}"><file href="q/quiz.xml"/></resource>'
    manifest = (
        '<manifest identifier="m"><metadata><schema>IMS Common Cartridge</schema></metadata><organizations/>'
        f"<resources>{resource}</resources></manifest>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("imsmanifest.xml", manifest)
        archive.writestr("q/quiz.xml", f"<questestinterop>{quiz}</questestinterop>")
    return out.getvalue()


def _item(question: Question) -> str:
    stem = f"<material><mattext>{question.text}</mattext></material>"
    if isinstance(question, ChoiceQuestion):
        labels = "".join(
            f'<response_label ident="{n}"><material><mattext>{option}</mattext></material></response_label>'
            for n, option in enumerate(question.options)
        )
        asked, right = f"<response_lid ident='r'><render_choice>{labels}</render_choice></response_lid>", "0"
    else:
        asked, right = "<response_num ident='r'><render_fib/></response_num>", _answers(question)[0][1]
    scored = (
        f"<respcondition><conditionvar><varequal>{right}</varequal></conditionvar><setvar>100</setvar></respcondition>"
    )
    processing = f"<resprocessing>{scored}</resprocessing>"
    return f'<item ident="{question.id}"><presentation>{stem}{asked}</presentation>{processing}</item>'
