"""What is logged says where, and nothing of the person."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from client import logs
from client.logs import FILE, FOLDER, KEPT, keep_log, report_of, stop_log

WORDS = "我的秘密笔记"


@pytest.fixture(autouse=True)
def stopped() -> Iterator[None]:
    yield
    stop_log()


def break_down() -> None:
    try:
        raise ValueError(WORDS)
    except ValueError as error:
        raise RuntimeError(f"cannot keep {WORDS}") from error


def test_a_fault_is_kept_without_its_words(tmp_path: Path) -> None:
    keep_log(tmp_path)
    log = logging.getLogger("xueban.test")
    log.info("nothing to keep")
    log.warning("the note %s was not kept", WORDS)
    try:
        break_down()
    except RuntimeError:
        log.exception("drawing %s failed", WORDS)
    said = (tmp_path / FOLDER / FILE).read_text("utf-8")
    assert WORDS not in said
    assert "nothing to keep" not in said
    assert "the note %s was not kept" in said
    assert "RuntimeError < ValueError" in said
    assert "test_logs.py" in said
    assert "break_down" in said
    assert str(Path.home()) not in said


def test_it_does_not_grow_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logs, "MOST_BYTES", 2_000)
    keep_log(tmp_path)
    for _line in range(500):
        logging.getLogger("xueban.test").warning("one more line about nothing")
    files = list((tmp_path / FOLDER).iterdir())
    assert len(files) == KEPT
    assert all(file.stat().st_size <= 2_000 for file in files)


def test_one_folder_at_a_time(tmp_path: Path) -> None:
    keep_log(tmp_path / "one")
    keep_log(tmp_path / "two")
    logging.getLogger("xueban.test").warning("here")
    assert not (tmp_path / "one" / FOLDER / FILE).exists()
    assert (tmp_path / "two" / FOLDER / FILE).exists()
    stop_log()
    logging.getLogger("xueban.test").warning("nowhere")
    assert "nowhere" not in (tmp_path / "two" / FOLDER / FILE).read_text("utf-8")


def test_a_report_says_version_kind_and_place() -> None:
    with pytest.raises(RuntimeError) as broken:
        break_down()
    said = report_of(broken.value, "NotesScreen")
    assert said.startswith("Xueban 0.")
    assert "NotesScreen: RuntimeError < ValueError" in said
    assert "break_down" in said
    assert WORDS not in said
