"""Pictures and recordings in real questions stand where the player shows them: alone on a line, their file there."""

import re
from pathlib import Path

import pytest

from client.courses.importing import ImportRefusedError
from client.courses.importing.reading import read_blocking
from client.courses.questions import texts_of
from tests.client.courses.importing.counting import samples
from tests.client.courses.importing.samples import SAMPLES, needs_samples
from views.widgets.rich import CLIP, DRAWING

_SHOWN = re.compile(r"!\[[^\]]*\]\(([^)\s]+)\)")


@needs_samples
@pytest.mark.parametrize("form", sorted({sample.format for sample in samples()}) if SAMPLES.is_dir() else [])
def test_what_is_to_be_seen_or_heard_in_a_question_is_shown(form: str) -> None:
    for path in sorted(sample.path for sample in samples() if sample.format == form):
        for name, text in texts(path):
            whole = [found["file"] if "file" in found.groupdict() else found["clip"]
                     for pattern in (DRAWING, CLIP) for found in pattern.finditer(text)]  # fmt: skip
            assert sorted(_SHOWN.findall(text)) == sorted(whole), (path, name, text)


def texts(path: Path) -> list[tuple[str, str]]:
    try:
        found = read_blocking(path)
    except ImportRefusedError:
        return []
    questions = [question for course in found.courses for question in course.questions]
    shown = [(question.id, text) for question in questions for text in texts_of(question) if "![" in text]
    assert all(name in found.files for _id, text in shown for name in _SHOWN.findall(text)), path
    return shown
