import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MANY = """
import ctypes, sys, threading
from client.heaps import share_heaps
if sys.argv[1] == "shared":
    assert share_heaps()
held, all_hold = [], threading.Barrier(9)
def hold():
    held.append(ctypes.create_string_buffer(100_000))
    all_hold.wait()
for _thread in range(8):
    threading.Thread(target=hold, daemon=True).start()
all_hold.wait()
libc = ctypes.CDLL(None)
libc.fdopen.restype = ctypes.c_void_p
out = ctypes.c_void_p(libc.fdopen(1, b"w"))
libc.malloc_info(0, out)
libc.fflush(out)
"""


@pytest.mark.skipif(sys.platform != "linux" or not Path("/lib64/ld-linux-x86-64.so.2").exists(), reason="needs glibc")
def test_threads_share_two_heaps() -> None:
    assert heaps_of("shared") == 2
    assert heaps_of("alone") > 2


def heaps_of(how: str) -> int:
    told = subprocess.run([sys.executable, "-c", MANY, how], capture_output=True, text=True, check=True, cwd=ROOT)
    return told.stdout.count("<heap nr=")
