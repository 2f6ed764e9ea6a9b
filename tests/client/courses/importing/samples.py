"""Where the real files are, when they are there at all."""

from pathlib import Path

import pytest

SAMPLES = Path(__file__).resolve().parents[4].parent / "shared" / "samples"

needs_samples = pytest.mark.skipif(
    not SAMPLES.is_dir(), reason="../shared/samples is absent: real files are not ours to copy"
)
