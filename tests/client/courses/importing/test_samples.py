import json
import re
from pathlib import Path

import pytest

from client.courses.importing import ImportRefusedError
from client.courses.importing.reading import read_blocking
from tests.client.courses.importing.samples import SAMPLES, needs_samples

GIFT_FILES = sorted(SAMPLES.glob("gift_fuhrmanator/tests/questions/*.gift"))
GIFT_FILES += [SAMPLES / "moodle_fixtures" / "gift_questions.gift.txt"]
BANKS = sorted(SAMPLES.glob("gaokao_bench/Data/*/*.json"))


def answers_in(path: Path) -> int:
    """The questions of a GIFT file, counted without our parser: answer blocks outside comments and escapes."""
    lines = [line for line in path.read_text(encoding="utf-8-sig").split("\n") if not line.lstrip().startswith("//")]
    return len(re.findall(r"(?<!\\)\{", "\n".join(lines)))


@needs_samples
@pytest.mark.parametrize("path", GIFT_FILES, ids=lambda path: path.name)
def test_every_question_of_a_real_gift_file_comes_in(path: Path) -> None:
    try:
        found = read_blocking(path)
    except ImportRefusedError:
        assert answers_in(path) == 0
        return
    assert not found.skipped
    assert sum(found.questions.values()) == answers_in(path)


@needs_samples
@pytest.mark.parametrize("path", BANKS, ids=lambda path: path.name)
def test_every_question_of_a_real_bank_comes_in(path: Path) -> None:
    records = json.loads(path.read_text(encoding="utf-8"))["example"]
    found = read_blocking(path)
    assert not found.skipped
    assert sum(found.questions.values()) == len(records)
    if "MCQs" in path.name:
        assert found.questions == {"choice": len(records)}
        assert {len(question.options) for question in found.courses[0].questions if question.kind == "choice"} == {4}
