"""The clocks of this machine, and one that lies."""

import sys
from pathlib import Path

import pytest

from client.timer import elapsed
from client.timer.elapsed import LinuxElapsed, Reading, system_elapsed

linux = pytest.mark.skipif(sys.platform != "linux", reason="needs the clocks of Linux")


@linux
def test_this_machine_has_a_boot_and_its_clocks_go_on():
    clock = system_elapsed()
    one, two = clock.read(), clock.read()
    assert one.boot == two.boot != ""
    assert one.boot_s <= two.boot_s
    assert one.awake_s <= two.awake_s
    assert two.honest


class Machine:
    """Clocks that a test moves: as the process sees them, and as the kernel counts."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, file: Path) -> None:
        self.seen_s, self.awake_s, self.kernel_s, self.file = 500.0, 400.0, 7_000.0, file
        self.write()
        monkeypatch.setattr(elapsed, "_linux_clocks", lambda: (self.seen_s, self.awake_s))

    def pass_s(self, seconds: float, *, speed: float = 1.0, slept: float = 0.0) -> None:
        self.seen_s += seconds * speed
        self.awake_s += (seconds - slept) * speed
        self.kernel_s += seconds
        self.write()

    def write(self) -> None:
        self.file.write_text(f"{self.kernel_s:.2f} 1234.00\n")


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Machine:
    return Machine(monkeypatch, tmp_path / "uptime")


def passed(before: Reading, after: Reading) -> tuple[float, float, bool]:
    return round(after.boot_s - before.boot_s, 2), round(after.awake_s - before.awake_s, 2), after.honest


@linux
def test_sleep_is_in_the_one_and_not_in_the_other(machine: Machine):
    clock = LinuxElapsed(machine.file)
    before = clock.read()
    machine.pass_s(100, slept=60)
    assert passed(before, clock.read()) == (100, 40, True)


@linux
@pytest.mark.parametrize("speed", [0.1, 0.0, 10.0])
def test_clocks_that_a_library_slows_down_or_speeds_up_are_caught(machine: Machine, speed: float):
    clock = LinuxElapsed(machine.file)
    before = after = clock.read()
    for _second in range(60):
        machine.pass_s(1, speed=speed)
        after = clock.read()
    boot_s, awake_s, honest = passed(before, after)
    assert boot_s == 60
    assert awake_s >= 58  # what passed before the lie was caught
    assert not honest


@linux
def test_where_the_kernel_is_not_to_be_asked_its_clocks_are_taken(machine: Machine, tmp_path: Path):
    clock = LinuxElapsed(tmp_path / "missing")
    before = clock.read()
    machine.pass_s(30, slept=10)
    assert passed(before, clock.read()) == (30, 20, True)
