"""The list of faults names tests that are there."""

import re
from pathlib import Path

HERE = Path(__file__).resolve().parent


def test_every_fault_of_the_list_has_its_test() -> None:
    there = {
        name
        for path in HERE.parent.rglob("test_*.py")
        for name in re.findall(r"^(?:async )?def (test_\w+)", path.read_text("utf-8"), flags=re.M)
    }
    rows = re.findall(r"^\| (\d+) \| .* \| `(\w+)` \|$", (HERE / "README.md").read_text("utf-8"), flags=re.M)
    assert [int(number) for number, _ in rows] == list(range(1, len(rows) + 1))
    assert len(rows) >= 50
    assert {name for _, name in rows} - there == set()
