"""A new device in a process of its own: how long it takes to have everything, and how much memory.

`python -m tests.bench.pulling FOLDER URL RECORDS` prints {"fresh_pull_s", "fresh_rss_mb", "fresh_rss_before_mb"}: from
signing in, password check and all, to the last note; the most memory that the process ever held, and what it held with
the store open and nothing in it.
"""

import asyncio
import json
import subprocess
import sys
import time
from pathlib import Path


def measure(folder: Path, url: str, records: int) -> dict[str, float]:
    """Run it, and wait."""
    command = [sys.executable, "-m", "tests.bench.pulling", str(folder), url, str(records)]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


async def pull(folder: Path, url: str, records: int) -> dict[str, float]:
    """Sign in, and wait until all notes are there."""
    from tests.bench.sync import NAME, PASSWORD, Device

    device = await Device.open(folder, url)
    before = peak_mb()
    begin = time.perf_counter()
    await device.account.sign_in(NAME, PASSWORD)
    await device.until_there(records)
    took_s = time.perf_counter() - begin
    await device.close()
    return {"fresh_pull_s": round(took_s, 3), "fresh_rss_mb": peak_mb(), "fresh_rss_before_mb": before}


def peak_mb() -> float:
    """The most memory that this process has held, in MB (Linux): `ru_maxrss` would begin with its parent's."""
    [line] = [line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM")]
    return round(int(line.split()[1]) * 1024 / 1e6, 1)


if __name__ == "__main__":
    folder, url, records = sys.argv[1:]
    sys.stdout.write(json.dumps(asyncio.run(pull(Path(folder), url, int(records)))))
