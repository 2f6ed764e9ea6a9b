"""Broken files are read as far as they go, or refused with a sentence; no other error leaves a reader.

A few hundred of them in each run; `XUEBAN_FUZZ=2000` for as many as that.
"""

import os
import random

import pytest

from client.courses.content import Course
from client.courses.importing import ImportRefusedError, formats
from client.courses.importing.source import Source
from tests.client.courses.importing.examples import EXAMPLES
from tests.client.courses.importing.exported import EXPORTED
from tests.client.courses.importing.mutations import mutated
from tests.client.courses.importing.samples import SAMPLES, needs_samples

MANY = int(os.environ.get("XUEBAN_FUZZ", "300"))
ENDINGS = {".gift", ".xml", ".json", ".apkg", ".imscc", ".h5p", ".qti", ".cnxml", ".md", ".html", ".txt", ".yml"}
LARGEST_BYTES = 300_000
FILES = EXAMPLES | EXPORTED


def read_or_be_refused(data: bytes, name: str) -> None:
    """Without the net that `read_blocking` holds below the readers."""
    try:
        source = Source.of(data, name)
        source.check()
        found = formats.read(source)
    except (ImportRefusedError, RecursionError):
        return
    for course in found.courses:
        assert Course.model_validate(course.model_dump()) == course
    assert all(entry.item and entry.reason for entry in (*found.skipped, *found.notes))


@pytest.mark.parametrize("name", FILES)
def test_a_broken_file_of_each_format_is_read_or_refused(name: str) -> None:
    rng = random.Random(name)
    for _each in range(max(1, MANY // len(FILES))):
        read_or_be_refused(mutated(FILES[name], rng), name)


@needs_samples
@pytest.mark.parametrize("seed", range(10))
def test_a_broken_real_file_is_read_or_refused(seed: int) -> None:
    rng = random.Random(seed)
    files = sorted(path for path in SAMPLES.rglob("*") if path.suffix in ENDINGS and path.is_file())
    for path in rng.choices(files, k=max(1, MANY // 10)):
        if path.stat().st_size < LARGEST_BYTES:
            read_or_be_refused(mutated(path.read_bytes(), rng), path.name)
