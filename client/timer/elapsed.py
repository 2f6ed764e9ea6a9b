"""How much time has passed, by clocks that nobody can set: one door, a clock behind it for each system.

Python's `time.monotonic` will not do: on macOS it stops while the machine sleeps, on Linux, too, and it begins anew
with each start of the process on none of them, so it cannot tell a reboot. What is wanted is time since the boot, sleep
included, with a name for the boot; and beside it the time that the machine was awake, for nobody studies in its sleep.
"""

from __future__ import annotations

import ctypes
import os
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple, Protocol

from sync.clock import Clock

FAKED_S = 1.0
"""Two clocks of one machine that have come apart by more: one of them is made to lie (libfaketime and its kind)."""


class Reading(NamedTuple):
    """`boot_s`: seconds since the boot named `boot`, sleep included. `awake_s`: those that the machine was awake,
    from an arbitrary start. `honest`: False once a clock was caught lying.
    """

    boot: str
    boot_s: float
    awake_s: float
    honest: bool = True


class Elapsed(Protocol):
    """Where elapsed time comes in, so that a test can replay it."""

    def read(self) -> Reading:
        """What the clocks say now; takes microseconds, and never goes back within a boot."""
        ...


class ClockElapsed:
    """Elapsed time out of another clock's monotonic seconds, for whoever brings a clock: that machine never sleeps."""

    def __init__(self, clock: Clock, boot: str = "boot") -> None:
        self._clock = clock
        self._boot = boot

    def read(self) -> Reading:
        """The clock's monotonic seconds."""
        now_s = self._clock.monotonic_s()
        return Reading(self._boot, now_s, now_s)


class LinuxElapsed:
    """Linux and Android: `CLOCK_BOOTTIME`, held against `/proc/uptime`, which a preloaded library does not reach.

    Android does not let apps read `/proc/uptime`; there is no preloading there either.
    """

    def __init__(self, uptime: Path = Path("/proc/uptime")) -> None:
        self._boot = _text(Path("/proc/sys/kernel/random/boot_id"))
        self._handle = _opened(uptime)
        self._honest = True
        self._clock_s, self._awake_at_s = _linux_clocks()
        self._uptime_s = self._uptime()
        self._apart_s = self._clock_s - (self._uptime_s or self._clock_s)
        self._awake_s = 0.0

    def read(self) -> Reading:
        """The kernel's own count where it may be read; what was awake goes by it, too, once the others lie."""
        clock_s, awake_at_s = _linux_clocks()
        uptime_s = self._uptime()
        if uptime_s is None or self._uptime_s is None:
            return Reading(self._boot, clock_s, awake_at_s)
        if abs(clock_s - uptime_s - self._apart_s) > FAKED_S:
            self._honest = False
        passed_s = uptime_s - self._uptime_s
        self._awake_s += min(max(0.0, awake_at_s - self._awake_at_s), passed_s) if self._honest else passed_s
        self._uptime_s, self._awake_at_s = uptime_s, awake_at_s
        return Reading(self._boot, uptime_s, self._awake_s, self._honest)

    def _uptime(self) -> float | None:
        if self._handle is None:
            return None
        with suppress(OSError, ValueError, IndexError):
            return float(os.pread(self._handle, 64, 0).split()[0])
        return None

    def __del__(self) -> None:
        if self._handle is not None:
            os.close(self._handle)


class AppleElapsed:
    """MacOS and iOS: `CLOCK_MONOTONIC` goes on in sleep there, `CLOCK_UPTIME_RAW` does not."""

    def __init__(self) -> None:
        self._boot = _apple_boot()

    def read(self) -> Reading:
        """Both clocks."""
        awake: int = getattr(time, "CLOCK_UPTIME_RAW", time.CLOCK_MONOTONIC)
        return Reading(self._boot, time.clock_gettime(time.CLOCK_MONOTONIC), time.clock_gettime(awake))


class WindowsElapsed:
    """Windows: `GetTickCount64` goes on in sleep, `QueryUnbiasedInterruptTime` does not; the registry counts boots.

    By Microsoft's documents; not measured on a machine yet.
    """

    def __init__(self) -> None:
        self._kernel = ctypes.WinDLL("kernel32")  # type: ignore[attr-defined]  # there on Windows alone
        self._kernel.GetTickCount64.restype = ctypes.c_uint64
        self._boot = _windows_boot()

    def read(self) -> Reading:
        """Both clocks."""
        awake = ctypes.c_uint64()
        self._kernel.QueryUnbiasedInterruptTime(ctypes.byref(awake))
        return Reading(self._boot, self._kernel.GetTickCount64() / 1e3, awake.value / 1e7)


def system_elapsed(platform: str = sys.platform) -> Elapsed:
    """The machine's own clocks."""
    if platform in ("darwin", "ios"):
        return AppleElapsed()
    return WindowsElapsed() if platform == "win32" else LinuxElapsed()


def _linux_clocks() -> tuple[float, float]:
    return time.clock_gettime(time.CLOCK_BOOTTIME), time.clock_gettime(time.CLOCK_MONOTONIC)


def _apple_boot() -> str:
    """The name of the boot; "" where the sandbox does not tell it: then only a count that went back tells a reboot."""
    with suppress(OSError, AttributeError):
        libc = ctypes.CDLL(None)
        size, value = ctypes.c_size_t(64), ctypes.create_string_buffer(64)
        if libc.sysctlbyname(b"kern.bootsessionuuid", value, ctypes.byref(size), None, 0) == 0:
            return value.value.decode("ascii", "replace")
    return ""


def _windows_boot() -> str:
    with suppress(ImportError, OSError):
        import winreg

        path = r"SYSTEM\CurrentControlSet\Control\Session Manager\Memory Management\PrefetchParameters"
        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, path) as key:  # type: ignore[attr-defined]
            return str(winreg.QueryValueEx(key, "BootId")[0])  # type: ignore[attr-defined]
    return ""


def _opened(file: Path) -> int | None:
    """A file of the kernel's, opened once: read anew it says what is now, and takes a microsecond."""
    with suppress(OSError):
        return os.open(file, os.O_RDONLY)
    return None


def _text(file: Path) -> str:
    with suppress(OSError):
        return file.read_text("ascii").strip()
    return ""
