"""Attacks on a real process and its real files: what can be tried on this machine is."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest

from client.folders import default_safe_file
from tests.fakes.running import ROOT

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="signals, files and /proc of Linux")

GAIN_S = 15
LEASE_S = 15
BEAT_S = 5.5  # and the moments that it takes a process to answer
FAKETIME = next(iter(sorted(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"))), None)
needs_faketime = pytest.mark.skipif(
    FAKETIME is None and not os.environ.get("XUEBAN_TEST_ALL"), reason="libfaketime is not installed"
)


class Line(NamedTuple):
    what: str
    kernel_s: float
    used_s: float
    lock: str
    alerts: list[str]


class Studying:
    """A process that studies; `lines` is what it has said."""

    def __init__(self, folder: Path, seconds: float, minutes: int | None, environment: dict[str, str]) -> None:
        options = [str(folder), str(seconds), *([str(minutes)] if minutes is not None else [])]
        self.lines: list[Line] = []
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.client.timer.studying", *options],
            cwd=ROOT,
            env=os.environ | environment,
            stdout=subprocess.PIPE,
            text=True,
        )

    def until(self, what: str, used_s: float = 0.0) -> Line:
        assert self.process.stdout
        for text in self.process.stdout:
            if text.startswith("["):
                self.lines.append(Line(*json.loads(text)))
                if self.lines[-1].what == what and self.lines[-1].used_s >= used_s:
                    return self.lines[-1]
        raise AssertionError(f"it ended before it said {what}: {self.lines[-3:]}")

    def kill(self) -> None:
        self.process.kill()
        self.end()

    def end(self) -> None:
        assert self.process.stdout
        for text in self.process.stdout:
            if text.startswith("["):
                self.lines.append(Line(*json.loads(text)))
        self.process.wait()
        self.process.stdout.close()


@contextmanager
def studying(
    folder: Path, seconds: float, minutes: int | None = None, environment: dict[str, str] | None = None
) -> Iterator[Studying]:
    process = Studying(folder, seconds, minutes, environment or {})
    try:
        yield process
    finally:
        if process.process.poll() is None:
            process.process.send_signal(signal.SIGCONT)
            process.kill()
        elif process.process.stdout and not process.process.stdout.closed:
            process.end()


def study(folder: Path, seconds: float, minutes: int | None = None, environment: dict[str, str] | None = None) -> Line:
    """Study so long and close; the last word."""
    with studying(folder, seconds, minutes, environment) as process:
        return process.until("closed")


def look(folder: Path) -> Line:
    return study(folder, 0)


def test_11_killed_in_the_middle_again_and_again(tmp_path: Path) -> None:
    real_s = charged_s = 0.0
    for kill in range(2):
        with studying(tmp_path, 60, 60 if kill == 0 else None) as process:
            opened = process.until("open")
            assert opened.used_s >= real_s, f"kill {kill} gained {real_s - opened.used_s} s"
            begun = process.until("begun")
            for _line in range(1 + 2 * kill):
                process.until("studying")
            process.kill()
            real_s += process.lines[-1].kernel_s - begun.kernel_s
    charged_s = look(tmp_path).used_s
    assert real_s <= charged_s <= real_s + 2 * (LEASE_S + 1)


def test_10_stopped_and_continued(tmp_path: Path) -> None:
    with studying(tmp_path, 6, 60) as process:
        begun = process.until("begun")
        process.until("studying")
        process.process.send_signal(signal.SIGSTOP)
        _pause(3)
        process.process.send_signal(signal.SIGCONT)
        closed = process.until("closed")
    assert closed.used_s >= closed.kernel_s - begun.kernel_s - 2


@needs_faketime
@pytest.mark.parametrize(
    ("fake", "attack"), [("+0 x0.1", "34: slow"), ("+54y", "2 and 4: far ahead")], ids=["slow", "ahead"]
)
def test_34_preloaded_libfaketime(tmp_path: Path, fake: str, attack: str) -> None:
    environment = {"LD_PRELOAD": str(FAKETIME), "FAKETIME": fake, "PYTHONDONTWRITEBYTECODE": "1"}
    with studying(tmp_path, 5, 60, environment) as process:
        begun = process.until("begun")
        closed = process.until("closed")
    real_s = closed.kernel_s - begun.kernel_s
    assert closed.used_s >= real_s - 3, attack
    if "x0.1" in fake:
        assert "clock_faked" in closed.alerts


def test_12_to_17_the_files_are_tampered_with(tmp_path: Path) -> None:
    folder, old = tmp_path / "data", tmp_path / "old"
    study(folder, 2, 60)
    shutil.copytree(folder, old)
    used_s = study(folder, 4).used_s
    assert used_s > 3  # well over the two seconds that the copy knows of; how much of six goes by the machine

    _put_back(folder, old)  # 13
    after = look(folder)
    assert after.used_s >= int(used_s)  # the ledger holds whole seconds
    assert "ledger_torn" in after.alerts

    with closing(sqlite3.connect(folder / "xueban.db")) as database:  # 14
        database.execute("UPDATE timer_entry SET text = replace(text, '\"s\":', '\"s\":0') WHERE kind != 'x'")
        database.commit()
    assert look(folder).used_s >= int(used_s)

    for file in folder.glob("xueban.db*"):  # 12
        file.unlink()
    assert look(folder).used_s >= int(used_s)


def test_16_and_19_without_the_key_little_is_left(tmp_path: Path) -> None:
    folder, copy = tmp_path / "data", tmp_path / "copy"
    study(folder, 3, 1)
    shutil.copytree(folder, copy)
    with studying(copy, 60) as process:
        assert "key_gone" in process.until("open").alerts
        begun = process.until("begun")
        while not (line := process.until("studying")).lock:
            pass
    assert line.lock == "restricted"
    assert line.kernel_s - begun.kernel_s <= 15 + BEAT_S  # a quarter of the minute
    default_safe_file(folder).unlink()
    assert "key_gone" in look(folder).alerts


def test_31_two_instances_count_once(tmp_path: Path) -> None:
    with studying(tmp_path, 60, 60) as one:
        one.until("studying")
        two = study(tmp_path, 1)
        assert two.lock == "second"
        one.kill()
    assert look(tmp_path).lock == ""


def _put_back(folder: Path, old: Path) -> None:
    for file in folder.glob("xueban.db*"):
        file.unlink()
    for file in old.glob("xueban.db*"):
        shutil.copy2(file, folder / file.name)


def _pause(seconds: float) -> None:
    """Let a stopped process stand still: there is nothing to wait for but time."""
    subprocess.run(["sleep", str(seconds)], check=True)
