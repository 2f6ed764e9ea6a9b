"""What each format knows comes in as the kind that it is; what none of us can show is named."""

import zipfile
from pathlib import Path

import pytest

from client.courses.content import ClozeQuestion, NumericQuestion, OrderingQuestion, TextQuestion
from client.courses.grading import grade
from client.courses.importing import ImportRefusedError
from client.courses.importing.reading import read_blocking
from tests.client.courses.importing.examples import EXAMPLES, PNG, zipped

KINDS = {
    "moodle.xml": {"choice": 2, "true_false": 1, "text": 1, "numeric": 1, "matching": 1, "essay": 1, "ordering": 1,
                   "cloze": 3},
    "aiken.txt": {"choice": 2},
    "qti12.xml": {"choice": 1, "text": 1},
    "qti21-gap.xml": {"cloze": 1},
    "qti21-hottext.xml": {"choice": 1},
    "qti21-ordering.xml": {"ordering": 1},
    "problem.xml": {"choice": 3, "numeric": 1, "text": 1},
    "perseus.json": {"choice": 1, "cloze": 1},
    "module.cnxml": {"essay": 1},
    "structure.xml": {},
    "课.imscc": {"choice": 1, "text": 1},
    "olx.zip": {"choice": 3, "numeric": 1, "text": 1},
    "课.h5p": {"true_false": 1, "choice": 1, "cloze": 2},
    "课.mbz": {"true_false": 1, "cloze": 1},
    "书.zip": {},
}  # fmt: skip
NAMED = {"moodle.xml": 2, "aiken.txt": 1, "qti12.xml": 1, "problem.xml": 1, "structure.xml": 1, "课.imscc": 3,
         "olx.zip": 2, "课.h5p": 1, "书.zip": 1}  # fmt: skip


@pytest.mark.parametrize("name", KINDS)
def test_each_kind_comes_in_and_the_rest_is_named(name: str) -> None:
    found = read_blocking(EXAMPLES[name], name)
    assert found.questions == KINDS[name]
    assert len(found.skipped) == NAMED.get(name, 0)


@pytest.mark.parametrize("name", KINDS)
def test_the_same_file_again_is_the_same_course_with_the_same_ids(name: str) -> None:
    first, again = (read_blocking(EXAMPLES[name], name).courses[0] for _each in range(2))
    assert first == again


def test_moodle_questions_are_graded_as_moodle_grades_them() -> None:
    questions = {q.kind: q for q in read_blocking(EXAMPLES["moodle.xml"], "a.xml").courses[0].questions}
    number, words, order, gaps = (questions[kind] for kind in ("numeric", "text", "ordering", "cloze"))
    assert isinstance(number, NumericQuestion)
    assert (number.unit, number.unit_required) == ("m", True)
    assert [grade(number, typed).credit for typed in ("150cm", "1.55 m", "2m")] == [1, 1, 0]
    assert isinstance(words, TextQuestion)
    assert [grade(words, typed).credit for typed in ("北京市", "京", "上海")] == [1, 0.5, 0]
    assert isinstance(order, OrderingQuestion)
    assert order.items == ("春", "夏")
    assert isinstance(gaps, ClozeQuestion)
    assert [gap.kind for gap in gaps.gaps] == ["choice", "numeric", "text"]
    assert [gap.weight for gap in gaps.gaps] == [1, 2, 1]


def test_a_course_of_open_edx_has_its_pages_films_and_pictures() -> None:
    found = read_blocking(EXAMPLES["olx.zip"], "olx.zip")
    (lesson,) = found.courses[0].lessons
    assert (lesson.section, lesson.title, lesson.segments[0].title) == ("章", "节", "页")
    film = next(segment.media for segment in lesson.segments if segment.media)
    assert film.url == "https://x.org/a.mp4"
    assert film.page == "https://www.youtube.com/watch?v=abcdefghijk"
    assert film.transcript == "你好"
    assert found.files[film.captions[0].file].startswith(b"WEBVTT")
    assert PNG in found.files.values()


def test_one_broken_file_of_a_folder_does_not_take_the_others_with_it(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_bytes(EXAMPLES["moodle.xml"])
    (tmp_path / "b.xml").write_bytes(EXAMPLES["moodle.xml"][:300])
    found = read_blocking(tmp_path)
    assert sum(found.questions.values()) == 11
    assert any(entry.item == "b.xml" for entry in found.skipped)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"<!DOCTYPE quiz [<!ENTITY a 'x'><!ENTITY b '&a;&a;'>]><quiz><question type='essay'/>&b;</quiz>", "实体"),
        (zipped({"../../etc/x.gift": "甲{T}"}), "指向包外"),
        (zipped({"/etc/x.gift": "甲{T}"}), "指向包外"),
        (zipped({"a.gift": b"0" * (30 * 1024 * 1024)}), "大得反常"),
        (EXAMPLES["课.imscc"][:200], "损坏"),
        (zipped({"collection.anki2": b"SQLite format 3\x00" + b"x" * 200}), "损坏"),
        (zipped({"a.bin": b"\x00\x01"}), "没有能导入的文件"),
        (b"<quiz><question type='essay'>" + b"<a>" * 200_000, "XML 写法有误"),
    ],
)
def test_what_is_made_to_harm_is_refused_with_a_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(ImportRefusedError, match=sentence):
        read_blocking(data, "x.xml")


def test_a_file_of_a_gigabyte_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "big.imscc"
    with path.open("wb") as file:
        file.write(b"PK\x03\x04")
        file.truncate(1024**3)
    with pytest.raises(ImportRefusedError, match="文件有 1024 MB，最多能导入 500 MB"):
        read_blocking(path)


def test_an_encrypted_archive_is_refused_with_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.gift", "甲{T}")
    data = bytearray(path.read_bytes())
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(ImportRefusedError, match="密码"):
        read_blocking(bytes(data), "a.zip")


def test_the_description_below_a_label_of_open_edx_is_a_line_of_the_question():
    problem = b"""<problem display_name="p"><multiplechoiceresponse><label>Which is red?</label>
    <description>Choose one of them.</description><choicegroup><choice correct="true">Apple</choice>
    <choice correct="false">Sky</choice></choicegroup></multiplechoiceresponse></problem>"""
    [question] = read_blocking(problem, "p.xml").courses[0].questions
    assert question.text == "Which is red?\n\nChoose one of them."
