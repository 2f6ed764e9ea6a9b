"""The files on the disk: what a put promises, what a kill at any moment leaves."""

import hashlib
import os
from pathlib import Path

import pytest

from client.files import arriving, tidying
from client.files import drawer as drawer_module
from client.files.drawer import OWN, Drawer, Kept, TooLargeError

DATA = b"\x89PNG picture"
NAME = hashlib.sha256(DATA).hexdigest()
KEPT = Kept(OWN, NAME)


@pytest.fixture
def drawer(tmp_path: Path) -> Drawer:
    return Drawer(tmp_path / "files")


def names(drawer: Drawer) -> set[str]:
    return {path.name for path in drawer.root.glob("*/*")}


def test_a_file_is_kept_under_its_hash_and_waits(drawer: Drawer, tmp_path: Path) -> None:
    (tmp_path / "picture.png").write_bytes(DATA)
    assert drawer.put(OWN, tmp_path / "picture.png") == NAME
    assert drawer.put(OWN, DATA) == NAME
    path = drawer.find(KEPT)
    assert path
    assert path.read_bytes() == DATA
    assert drawer.waiting() == [KEPT]
    assert names(drawer) == {NAME, f"{NAME}.waiting"}
    drawer.sent(KEPT)
    assert drawer.waiting() == []
    drawer.put(OWN, DATA)
    assert drawer.waiting() == [], "what the server has does not wait again"


def test_what_was_refused_waits_no_longer_and_may_be_put_in_again(drawer: Drawer) -> None:
    drawer.put(OWN, DATA)
    drawer.refuse(KEPT, "文件太大了")
    assert (drawer.waiting(), drawer.refused()) == ([], [(KEPT, "文件太大了")])
    assert drawer.find(KEPT)


def test_a_damaged_file_is_replaced_by_a_good_one(drawer: Drawer) -> None:
    drawer.put(OWN, DATA)
    drawer.sent(KEPT)
    drawer.path(KEPT).write_bytes(b"damaged")
    drawer.put(OWN, DATA)
    assert drawer.is_whole(KEPT)


def test_what_is_too_large_leaves_nothing(drawer: Drawer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawer_module, "FILE_LIMIT_BYTES", 5)
    with pytest.raises(TooLargeError):
        drawer.put(OWN, DATA)
    assert names(drawer) == set()


class Killed(BaseException):
    """The process ends here."""


KILLS = [*(("fsync", nth) for nth in range(4)), ("replace", 0), ("_mark", 0)]
"""Before every step on the disk that a put takes."""


@pytest.mark.parametrize(("step", "nth"), KILLS)
def test_a_kill_at_any_step_leaves_a_file_that_waits_or_nothing(
    drawer: Drawer, monkeypatch: pytest.MonkeyPatch, step: str, nth: int
) -> None:
    """A kill leaves drafts behind, which a `finally` would clear: so `unlink` is dead as well."""
    count = iter(range(100))

    def dying(real):
        def call(*arguments, **named):
            if next(count) == nth:
                raise Killed
            return real(*arguments, **named)

        return call

    where = {"fsync": os, "replace": Path, "_mark": Drawer}[step]
    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", lambda *_, **__: None)
        patch.setattr(where, step, dying(getattr(where, step)))
        with pytest.raises(Killed):
            drawer.put(OWN, DATA)
    tidying.tidy(drawer)
    found = drawer.find(KEPT)
    assert drawer.waiting() == ([KEPT] if found else [])
    assert names(drawer) == ({NAME, f"{NAME}.waiting"} if found else set())
    if found:
        assert drawer.is_whole(KEPT)
    assert drawer.put(OWN, DATA) == NAME
    assert drawer.waiting() == [KEPT]


def test_a_download_grows_and_becomes_the_file_when_it_is_right(drawer: Drawer) -> None:
    arriving.add(drawer, KEPT, DATA[:4])
    assert arriving.fetched(drawer, KEPT) == 4
    assert drawer.find(KEPT) is None
    arriving.add(drawer, KEPT, DATA[4:])
    assert arriving.finish(drawer, KEPT)
    assert drawer.find(KEPT)
    assert drawer.waiting() == []


def test_a_wrong_download_is_thrown_away(drawer: Drawer) -> None:
    arriving.add(drawer, KEPT, b"something else")
    assert not arriving.finish(drawer, KEPT)
    assert names(drawer) == set()


def test_what_was_not_used_for_longest_goes_and_what_waits_stays(drawer: Drawer) -> None:
    kept = [Kept(OWN, drawer.put(OWN, bytes([i]) * 100)) for i in range(5)]
    for at, one in enumerate(kept):
        os.utime(drawer.path(one), ns=(at, at))
    for one in kept[1:]:
        drawer.sent(one)
    drawer.refuse(kept[1], "满了")
    drawer.find(kept[2])
    assert tidying.trim(drawer, limit_bytes=250) == 1
    assert [one for one in kept if drawer.path(one).exists()] == [kept[0], kept[1], kept[2], kept[4]]
    assert tidying.trim(drawer, limit_bytes=0) == 2
    assert [one for one in kept if drawer.path(one).exists()] == kept[:2]


def test_the_files_of_a_space_that_was_left_go(drawer: Drawer) -> None:
    drawer.put(OWN, DATA)
    drawer.put("team", DATA)
    tidying.forget(drawer, "team")
    tidying.forget(drawer, "never-there")
    assert [path.name for path in drawer.root.iterdir()] == [OWN]
