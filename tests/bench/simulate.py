"""The seeded simulator: so many steps of people, faults and messages, everything checked at quiet points.

The first run has the seed that was asked for, each further one the next; a violation or a stall names its seed, and
`--seed N --steps 1` runs just that one again, with the last steps before it printed.
"""

import argparse
import os
import sys
import time
from typing import Any

from tests.simulate.report import Report
from tests.simulate.world import RUN_STEPS, simulate


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--steps", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)


def run(options: argparse.Namespace) -> dict[str, Any]:
    if os.environ.get("PYTHONHASHSEED") != "0":  # the order of sets must be the same in every process
        command = [sys.executable, "-m", "tests.bench", *sys.argv[1:]]
        os.execve(sys.executable, command, {**os.environ, "PYTHONHASHSEED": "0"})
    begin = time.perf_counter()
    report, seed = Report(), options.seed
    while report.steps < options.steps:
        one = simulate(seed, RUN_STEPS)
        if one.failed and not report.failed:
            sys.stderr.write("\n".join([*one.trace, *one.violations[:10], *one.stalls, ""]))
        report.add(one)
        seed += 1
    return {
        "steps": report.steps,
        "faults": dict(sorted(report.faults.items())),
        "violations": len(report.violations),
        "stalls": len(report.stalls),
        "quiet_points": report.quiet_points,
        "seeds": [options.seed, seed - 1],
        "failed": [text.split(":")[0] for text in (*report.violations, *report.stalls)][:20],
        "steps_per_s": round(report.steps / (time.perf_counter() - begin)),
    }
