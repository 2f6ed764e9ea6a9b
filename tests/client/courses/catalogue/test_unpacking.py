import zipfile
from pathlib import Path

import pytest

from client.courses.catalogue import unpacking
from client.courses.catalogue.unpacking import install
from client.courses.packs import PackError
from client.courses.shelf import Shelf
from sync.courses import CatalogueCourse
from tests.server.courses.packs import a_pack, files_of, write

CARD = CatalogueCourse(id="quadratics", title="方程", version=1, size=1, sha256="0" * 64)


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "courses", tmp_path / "none")


def refused(pack: Path, shelf: Shelf, root: Path) -> str:
    """The sentence; nothing is left behind."""
    with pytest.raises(PackError) as caught:
        install(pack, CARD, shelf)
    assert not [path for path in (root / "courses").iterdir() if path.name != "quadratics"]
    return str(caught.value)


def test_a_pack_becomes_a_course(tmp_path: Path, shelf: Shelf) -> None:
    install(a_pack(tmp_path, extra={"media/a.png": b"picture"}), CARD, shelf)
    assert (tmp_path / "courses" / "quadratics" / "media" / "a.png").read_bytes() == b"picture"
    assert shelf.manifest("quadratics") is not None


@pytest.mark.parametrize("name", ["../../evil", "/evil", "a\\b", "C:evil"])
def test_names_that_lead_out_are_refused(tmp_path: Path, shelf: Shelf, name: str) -> None:
    assert "指到外面" in refused(write(tmp_path / "p.zip", files_of() | {name: b"x"}), shelf, tmp_path)
    assert not (tmp_path / "evil").exists()


def test_a_bomb_is_refused_before_it_is_opened(tmp_path: Path, shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "UNPACKED_LIMIT_BYTES", 1 << 16)
    assert "太大" in refused(a_pack(tmp_path, extra={"zeros": bytes(1 << 20)}), shelf, tmp_path)


def test_another_course_or_version_is_refused(tmp_path: Path, shelf: Shelf) -> None:
    assert "另一门课" in refused(a_pack(tmp_path, "another"), shelf, tmp_path)
    assert "另一门课" in refused(a_pack(tmp_path, version=2), shelf, tmp_path)


def test_what_is_damaged_leaves_the_old_version(tmp_path: Path, shelf: Shelf) -> None:
    install(a_pack(tmp_path), CARD, shelf)
    (tmp_path / "broken.zip").write_bytes(a_pack(tmp_path).read_bytes()[:-30])
    assert "zip" in refused(tmp_path / "broken.zip", shelf, tmp_path)
    missing = {name: content for name, content in files_of().items() if name != "lessons/02.json"}
    assert "lessons/02.json" in refused(write(tmp_path / "missing.zip", missing), shelf, tmp_path)
    assert shelf.course("quadratics") is not None


def test_two_files_of_one_name_are_refused(tmp_path: Path, shelf: Shelf) -> None:
    path = a_pack(tmp_path)
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(path, "a") as archive:
        archive.writestr("course.json", b"{}")
    with pytest.raises(FileExistsError):
        install(path, CARD, shelf)
