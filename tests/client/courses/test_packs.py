import json
from pathlib import Path

import pytest

from client.courses.content import ChoiceQuestion, Course, EssayQuestion, Lesson, Segment
from client.courses.packs import (
    PackDamagedError,
    PackMissingError,
    mend,
    read_lesson,
    read_manifest,
    read_pack,
    write_pack,
)


def a_course(title: str = "一元二次方程", lessons: int = 2) -> Course:
    return Course(
        id="quadratic",
        title=title,
        subject="math",
        lessons=tuple(
            Lesson(
                id=f"l{n}",
                title=f"第 {n} 课",
                minutes=n,
                segments=(
                    Segment(
                        body="$x^2=4$",
                        quiz=(
                            ChoiceQuestion(id=f"q{n}", text="x=?", options=("2", "±2"), correct=(1,)),
                            EssayQuestion(id=f"e{n}", text="为什么？"),
                        ),
                    ),
                ),
            )
            for n in range(1, lessons + 1)
        ),
    )


def test_a_pack_reads_back_as_it_was_written(tmp_path: Path) -> None:
    course = a_course()
    write_pack(course, {"drawings/a.svg": b"<svg/>"}, tmp_path / "quadratic")
    assert read_pack(tmp_path / "quadratic") == course
    assert (tmp_path / "quadratic/drawings/a.svg").read_bytes() == b"<svg/>"
    assert [path.name for path in tmp_path.iterdir()] == ["quadratic"]


def test_a_lesson_is_read_without_the_others(tmp_path: Path) -> None:
    course = a_course(lessons=3)
    write_pack(course, {}, tmp_path / "c")
    (tmp_path / "c/lessons/01.json").write_text("broken")
    manifest = read_manifest(tmp_path / "c")
    assert manifest.minutes == 6
    entry = manifest.entry("l3")
    assert entry is not None
    assert read_lesson(tmp_path / "c", entry) == course.lessons[2]
    assert manifest.entry("nothing") is None


def test_writing_again_replaces_the_older_pack_whole(tmp_path: Path) -> None:
    write_pack(a_course(lessons=3), {"old.svg": b"old"}, tmp_path / "c")
    write_pack(a_course("新", lessons=1), {}, tmp_path / "c")
    assert read_pack(tmp_path / "c").title == "新"
    assert sorted(path.name for path in (tmp_path / "c").rglob("*")) == ["01.json", "course.json", "lessons"]


@pytest.mark.parametrize("name", ["../out.txt", "/etc/out", "a/../../b", "c:\\x", "", "course.json", "lessons/01.json"])
def test_a_file_that_leads_out_or_onto_the_packs_own_is_refused_and_the_old_pack_stays(
    tmp_path: Path, name: str
) -> None:
    write_pack(a_course("旧"), {}, tmp_path / "c")
    with pytest.raises(ValueError, match=r"leads out|own"):
        write_pack(a_course("新"), {name: b"x"}, tmp_path / "c")
    assert read_pack(tmp_path / "c").title == "旧"
    assert [path.name for path in tmp_path.iterdir()] == ["c"]


def test_a_write_that_fails_half_way_leaves_the_old_pack(tmp_path: Path) -> None:
    write_pack(a_course("旧"), {}, tmp_path / "c")
    with pytest.raises(OSError, match=r"exists|Not a directory"):
        write_pack(a_course("新"), {"a": b"file", "a/b": b"folder wanted"}, tmp_path / "c")
    assert read_pack(tmp_path / "c").title == "旧"
    assert [path.name for path in tmp_path.iterdir()] == ["c"]


def test_a_crash_between_the_two_renames_is_mended(tmp_path: Path) -> None:
    write_pack(a_course("旧"), {}, tmp_path / "c")
    (tmp_path / "c").rename(tmp_path / ".c.previous")
    (tmp_path / ".c.new-abc").mkdir()
    mend(tmp_path)
    assert read_pack(tmp_path / "c").title == "旧"
    assert [path.name for path in tmp_path.iterdir()] == ["c"]


def test_an_empty_folder_is_not_a_course(tmp_path: Path) -> None:
    with pytest.raises(PackMissingError, match="这里没有课程"):
        read_manifest(tmp_path)


@pytest.mark.parametrize("content", ["", "[]", "{}", "\x00", "[" * 100_000])
def test_a_damaged_manifest_is_a_sentence(tmp_path: Path, content: str) -> None:
    (tmp_path / "course.json").write_text(content)
    with pytest.raises(PackDamagedError, match=r"课程文件 course\.json"):
        read_pack(tmp_path)


def test_a_manifest_that_points_out_of_its_folder_is_damaged(tmp_path: Path) -> None:
    write_pack(a_course(), {}, tmp_path / "c")
    manifest = json.loads((tmp_path / "c/course.json").read_text())
    manifest["lessons"][0]["file"] = "../../secret.json"
    (tmp_path / "c/course.json").write_text(json.dumps(manifest))
    with pytest.raises(PackDamagedError, match="leads out"):
        read_manifest(tmp_path / "c")


def test_a_missing_lesson_file_is_named(tmp_path: Path) -> None:
    write_pack(a_course(), {}, tmp_path / "c")
    (tmp_path / "c/lessons/02.json").unlink()
    with pytest.raises(PackDamagedError, match=r"缺少文件 lessons/02\.json"):
        read_pack(tmp_path / "c")
