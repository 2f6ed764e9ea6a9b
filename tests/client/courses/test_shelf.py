from pathlib import Path

import pytest

from client.courses.packs import PackDamagedError, PackError, write_pack
from client.courses.shelf import Shelf
from tests.fakes.courses import FILES, a_course


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    write_pack(a_course("starter-1", "带来的课"), FILES, tmp_path / "assets" / "starter-1")
    return Shelf(tmp_path / "data", tmp_path / "assets")


def test_starter_and_imported_packs_stand_side_by_side(shelf: Shelf):
    shelf.add(a_course("mine"), FILES)
    packs, faults = shelf.packs()
    assert [(pack.manifest.id, pack.origin) for pack in packs] == [("starter-1", "starter"), ("mine", "imported")]
    assert not faults


def test_an_imported_pack_hides_a_starter_of_its_id_until_it_is_removed(shelf: Shelf):
    shelf.add(a_course("starter-1", "改过的课"), {})
    assert [pack.manifest.title for pack in shelf.packs()[0]] == ["改过的课"]
    assert shelf.is_imported("starter-1")
    assert shelf.remove("starter-1")
    assert [pack.manifest.title for pack in shelf.packs()[0]] == ["带来的课"]
    assert not shelf.remove("starter-1")


def test_a_removal_can_be_taken_back_until_the_next_start(shelf: Shelf):
    shelf.add(a_course("mine"), FILES)
    shelf.remove("mine")
    assert shelf.folder("mine") is None
    assert shelf.restore("mine")
    assert shelf.lesson("mine", "l1") is not None
    shelf.remove("mine")
    shelf.tidy()
    assert not shelf.restore("mine")


def test_a_new_version_is_seen_although_manifests_are_remembered(shelf: Shelf):
    shelf.add(a_course("mine", "旧"), {})
    shelf.packs()
    shelf.add(a_course("mine", "新"), {})
    assert [pack.manifest.title for pack in shelf.packs()[0]][1] == "新"


def test_a_damaged_pack_is_named_and_the_others_are_there(shelf: Shelf, tmp_path: Path):
    shelf.add(a_course("mine"), FILES)
    (tmp_path / "data" / "mine" / "course.json").write_text("{", encoding="utf-8")
    packs, faults = shelf.packs()
    assert [pack.manifest.id for pack in packs] == ["starter-1"]
    assert "course.json" in str(faults[0])
    with pytest.raises(PackError):
        shelf.manifest("mine")


def test_a_folder_of_another_name_is_no_course(shelf: Shelf, tmp_path: Path):
    (tmp_path / "assets" / "starter-1").rename(tmp_path / "assets" / "renamed")
    packs, faults = shelf.packs()
    assert packs == []
    assert isinstance(faults[0], PackDamagedError)


@pytest.mark.parametrize("course_id", ["..", "../assets/starter-1", "", ".trash", "a/b", "/etc", "no-such"])
def test_no_id_leads_out_of_the_shelf(shelf: Shelf, course_id: str):
    assert shelf.folder(course_id) is None
    assert shelf.manifest(course_id) is None
    assert shelf.course(course_id) is None
    assert shelf.lesson(course_id, "l1") is None
    assert not shelf.remove(course_id)


def test_an_empty_device_has_no_courses(tmp_path: Path):
    shelf = Shelf(tmp_path / "nowhere", tmp_path / "nothing")
    shelf.tidy()
    assert shelf.packs() == ([], [])
