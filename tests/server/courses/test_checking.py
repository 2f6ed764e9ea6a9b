import json
import random
import zipfile
from pathlib import Path

import pytest

from server.courses import checking
from server.courses.checking import BrokenPackError, check
from server.courses.packing import pack_folder
from tests.server.courses.packs import QUIZ, a_pack, files_of, write

STARTERS = Path(__file__).resolve().parents[3] / "assets" / "courses"


def broken(tmp_path: Path, files: dict[str, bytes]) -> str:
    with pytest.raises(BrokenPackError) as caught:
        check(write(tmp_path / "broken.zip", files))
    return str(caught.value)


def manifest_with(**changes: object) -> dict[str, bytes]:
    return files_of(**changes)  # pyright: ignore[reportArgumentType]  # ids and versions of wrong types, on purpose


def lesson_with(content: object) -> dict[str, bytes]:
    return files_of() | {"lessons/02.json": json.dumps(content).encode()}


def test_a_whole_pack_says_what_it_holds(tmp_path: Path) -> None:
    checked = check(a_pack(tmp_path, extra={"media/a.png": b"x", "new/of/a/later/app.bin": b"y"}))
    assert (checked.id, checked.version, checked.lessons, checked.questions) == ("quadratics", 1, 2, 1)


@pytest.mark.parametrize("folder", sorted(STARTERS.glob("*/")), ids=lambda path: path.name)
def test_the_starter_courses_are_whole(tmp_path: Path, folder: Path) -> None:
    pack_folder(folder, tmp_path / "pack.zip")
    assert check(tmp_path / "pack.zip").id == folder.name


def test_what_is_no_zip_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "text.zip"
    path.write_text("不是 zip")
    with pytest.raises(BrokenPackError, match="不是一个完整的 zip"):
        check(path)


def test_a_pack_that_was_cut_or_damaged_anywhere_is_refused(tmp_path: Path) -> None:
    whole = a_pack(tmp_path, extra={"media/film.mp4": random.Random(1).randbytes(20_000)}).read_bytes()
    chance = random.Random(2)
    path = tmp_path / "damaged.zip"
    for _ in range(20):
        path.write_bytes(whole[: chance.randrange(len(whole))])
        with pytest.raises(BrokenPackError):
            check(path)
    for _ in range(20):  # within what the film takes: its checksum tells
        at = 2_000 + chance.randrange(15_000)
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        with pytest.raises(BrokenPackError):
            check(path)


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"course_id": "../up"}, "id"),
        ({"course_id": ""}, "id"),
        ({"title": ""}, "title"),
        ({"version": 0}, "version"),
        ({"version": "new"}, "version"),
        ({"lessons": []}, "lessons"),
        ({"lessons": [{"id": "l1", "title": "课", "file": "lessons/09.json"}]}, "没有 lessons/09.json"),
        ({"lessons": [{"id": "l1", "title": "课", "file": "lessons/01.json"}] * 2}, "同一个编号"),
    ],
)
def test_a_manifest_that_is_wrong_is_refused_and_the_place_named(
    tmp_path: Path, changes: dict[str, object], word: str
) -> None:
    assert word in broken(tmp_path, manifest_with(**changes))


@pytest.mark.parametrize(
    "content", [[], {}, {"segments": []}, {"segments": ["text"]}, {"segments": [{"quiz": [{"text": "no kind"}]}]}]
)
def test_a_lesson_without_content_is_refused(tmp_path: Path, content: object) -> None:
    assert "lessons/02.json" in broken(tmp_path, lesson_with(content))


def test_two_questions_of_one_id_are_refused(tmp_path: Path) -> None:
    assert "q1" in broken(tmp_path, lesson_with({"segments": [{"quiz": QUIZ}]}))


@pytest.mark.parametrize("name", ["../course.json", "/etc/passwd", "a\\..\\b", "C:evil", "COURSE.json"])
def test_names_that_lead_out_or_collide_are_refused(tmp_path: Path, name: str) -> None:
    broken(tmp_path, files_of() | {name: b"x"})


def test_a_bomb_is_refused_before_it_is_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "UNPACKED_LIMIT_BYTES", 1 << 20)
    assert "解开后太大" in broken(tmp_path, files_of() | {"zeros": bytes(2 << 20)})
    monkeypatch.setattr(checking, "PACK_FILES_LIMIT", 2)
    assert "太多" in broken(tmp_path, files_of())


def test_deeply_nested_json_is_refused(tmp_path: Path) -> None:
    assert "不是 JSON" in broken(tmp_path, files_of() | {"lessons/02.json": b"[" * 100_000})


def test_a_locked_archive_is_refused(tmp_path: Path) -> None:
    path = a_pack(tmp_path)
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        first = archive.infolist()[0]
    data[first.header_offset + 6] |= 1
    central = data.rindex(b"PK\x01\x02", 0, data.index(b"lessons/01.json", data.index(b"PK\x01\x02")))
    data[central + 8] |= 1
    path.write_bytes(data)
    with pytest.raises(BrokenPackError):
        check(path)
