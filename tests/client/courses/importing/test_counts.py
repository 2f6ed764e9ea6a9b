"""Every real file: at least 95 % of what an independent count finds comes in, the rest is named, nothing breaks."""

from pathlib import Path

import pytest

from client.courses.importing import ImportRefusedError
from client.courses.importing.reading import read_blocking
from tests.client.courses.importing.counting import Sample, samples
from tests.client.courses.importing.samples import SAMPLES, needs_samples

ALL = list(samples()) if SAMPLES.is_dir() else []


def name_of(sample: Sample) -> str:
    return f"{sample.format}-{sample.path.relative_to(SAMPLES).as_posix()}"


def is_refused(path: Path) -> bool:
    try:
        read_blocking(path)
    except ImportRefusedError as error:
        return bool(str(error))
    return False


@needs_samples
@pytest.mark.parametrize("sample", ALL, ids=name_of)
def test_what_a_real_file_holds_comes_in_or_is_named(sample: Sample) -> None:
    wanted = sample.count(sample.path)
    if wanted.usable == 0 and is_refused(sample.path):
        return
    found = read_blocking(sample.path)
    assert found.format == sample.format
    imported = sum(found.questions.values())
    assert imported >= 0.95 * wanted.usable
    assert imported + len(found.skipped) >= wanted.usable + wanted.others
    assert all(entry.item and entry.reason for entry in (*found.skipped, *found.notes))


@needs_samples
def test_no_file_of_the_samples_breaks_the_import() -> None:
    """The others, too: pictures, pages, licences, settings."""
    known = {sample.path for sample in ALL}
    for path in sorted(path for path in SAMPLES.rglob("*") if path.is_file() and path not in known):
        assert is_refused(path) or read_blocking(path).courses, path
