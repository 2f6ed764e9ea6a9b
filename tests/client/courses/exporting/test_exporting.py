import io
import json
import sqlite3
import zipfile
from pathlib import Path

import pytest

from client.courses.content import Course, Question
from client.courses.exporting import export, export_blocking
from client.courses.exporting.__main__ import main
from client.courses.exporting.exporting import read_files
from client.courses.exporting.html import to_html
from client.courses.importing.reading import read_blocking
from client.courses.packs import write_pack
from client.courses.shelf import STARTER
from tests.client.courses.exporting.courses import COURSE
from tests.fakes.courses import FILES

STARTERS = sorted(path.parent for path in STARTER.glob("*/course.json"))


def without_ids(course: Course) -> list[Question]:
    return [question.model_copy(update={"id": ""}) for question in course.questions]


def test_our_gift_reads_back_equal_whatever_gift_knows_of_it() -> None:
    made = export_blocking(COURSE, FILES, "gift")
    found = read_blocking(made.data, made.name)
    assert without_ids(found.courses[0]) == without_ids(COURSE)
    assert not found.skipped


@pytest.mark.parametrize("folder", STARTERS, ids=lambda folder: folder.name)
def test_a_starter_course_reads_back_equal_from_gift_and_whole_from_its_pack(folder: Path) -> None:
    course, files = read_files(folder)
    gift, pack = (export_blocking(course, files, form) for form in ("gift", "pack"))
    assert without_ids(read_blocking(gift.data, gift.name).courses[0]) == without_ids(course)
    back = read_blocking(pack.data, pack.name)
    assert back.courses[0] == course
    assert back.files == files


async def test_a_course_of_the_shelf_is_exported_off_the_loop() -> None:
    made = await export(STARTERS[0], "pack")
    assert made.name.endswith(".zip")
    assert zipfile.is_zipfile(io.BytesIO(made.data))


def test_who_edits_our_gift_gets_the_edited_question() -> None:
    text = export_blocking(COURSE, FILES, "gift").data.decode()
    edited = read_blocking(text.replace("多长？", "多宽？").encode(), "x.gift").courses[0]
    question = next(q for q in edited.questions if q.text == "多宽？")
    assert question.kind == "numeric"
    assert question.unit == "", "what stood in the comment belongs to the question as it was"


def test_moodle_gets_the_nearest_that_it_has_for_what_gift_does_not_know() -> None:
    made = export_blocking(COURSE, FILES, "gift")
    plain = "\n".join(line for line in made.data.decode().split("\n") if not line.startswith("//"))
    kinds = [question.kind for question in read_blocking(plain.encode(), "x.gift").courses[0].questions]
    assert kinds.count("matching") == 2, "an order is matched with its places"
    assert "cloze" not in kinds
    assert [note.reason for note in made.notes] == [
        "GIFT 没有这种题，给 Moodle 的是相近的 1 题",
        "GIFT 没有这种题，给 Moodle 的是相近的 3 题",
    ]


def test_a_pack_is_the_same_file_for_the_same_course() -> None:
    assert export_blocking(COURSE, FILES, "pack").data == export_blocking(COURSE, FILES, "pack").data


def test_a_deck_is_named_after_the_course_and_brings_its_pictures(tmp_path: Path) -> None:
    made = export_blocking(COURSE, FILES, "apkg")
    with zipfile.ZipFile(io.BytesIO(made.data)) as archive:
        media = json.loads(archive.read("media"))
        assert {name: archive.read(number) for number, name in media.items()} == {
            "drawings-curve.svg": FILES["drawings/curve.svg"]
        }
        (tmp_path / "c").write_bytes(archive.read("collection.anki2"))
    db = sqlite3.connect(tmp_path / "c")
    try:
        (version, decks) = db.execute("SELECT ver, decks FROM col").fetchone()
        notes = db.execute("SELECT count(*) FROM notes").fetchone()[0]
    finally:
        db.close()
    assert version == 11
    assert {deck["name"] for deck in json.loads(decks).values()} == {
        "Default", "所有题型", "所有题型::01 一", "所有题型::02 二 / 三"
    }  # fmt: skip
    assert notes == len(COURSE.questions)
    assert "1 段课文没有带去" in made.notes[0].reason


def test_our_deck_comes_back_through_our_own_reader() -> None:
    made = export_blocking(COURSE, FILES, "apkg")
    found = read_blocking(made.data, made.name)
    assert sum(found.questions.values()) == len(COURSE.questions) + 2, "a card for each of three gaps"
    assert list(found.files) != []


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("一\n\n二  \n三", "<p>一</p>\n<p>二<br>三</p>"),
        ("**粗** *斜* `<a>` \\*", "<p><b>粗</b> <i>斜</i> <code>&lt;a&gt;</code> *</p>"),
        ("$a<b$", "<p>\\(a&lt;b\\)</p>"),
        ("- 一\n- 二\n  1. 子", "<ul><li>一</li><li>二<ol><li>子</li></ol></li></ul>"),
        ("| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |",
         '<table border="1"><tr><th>甲</th><th>乙</th></tr><tr><td>1</td><td>2</td></tr></table>'),
        ("```python\nif a < b:\n    c\n```", "<p><pre>if a &lt; b:\n    c</pre></p>"),
        ("> 引", "<blockquote><p>引</p></blockquote>"),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
    ],
)  # fmt: skip
def test_markdown_becomes_html(markdown: str, html: str) -> None:
    assert to_html(markdown) == html


def test_the_command_writes_a_file_and_says_what_stayed_behind(tmp_path: Path) -> None:
    write_pack(COURSE, FILES, tmp_path / "courses" / COURSE.id)
    out = io.StringIO()
    target = tmp_path / "out.apkg"
    assert main([COURSE.id, "--to", "apkg", "--out", str(target), "--data-dir", str(tmp_path)], out) == 0
    assert zipfile.is_zipfile(target)
    assert "《所有题型》已经写进" in out.getvalue()
    assert main(["nothing-here", "--to", "gift", "--out", str(target)], out) == 1
    assert "打不开" in out.getvalue()
