"""A formula as outlines: what ziamath draws with the STIX Two Math font that it brings along."""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass
from functools import lru_cache

_PATH = re.compile(r'<path d="([^"]+)"')
_RECT = re.compile(r'<rect x="([-\d.]+)" y="([-\d.]+)" width="([-\d.]+)" height="([-\d.]+)"')
_STEP = re.compile(r"([MLQCZ])([^MLQCZ]*)")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e-?\d+)?")

SIZE = 24.0
"""ziamath rounds to thousandths: drawn large and scaled down, curves stay smooth."""

_UNARY = re.compile(r"(?:(?<=[(\[{,=<>])|(?<=\\[ ,;:!]))\s*-(?=\s*[\w\\(])")
"""A minus that belongs to its number: without braces ziamath sets it apart like the one between two terms."""

Step = tuple[str, tuple[float, ...]]


@dataclass(frozen=True)
class Drawn:
    """A formula of font size 1: width, height above and depth below the baseline, and its outlines.

    The outlines are steps M, L, Q, C, Z as in SVG, y downwards from the baseline; `bars` are x, y, width, height.
    """

    width: float
    height: float
    depth: float
    steps: tuple[Step, ...]
    bars: tuple[tuple[float, ...], ...]


@lru_cache(maxsize=512)
def drawn(latex: str, *, wide: bool = False) -> Drawn | None:
    """The outlines of a formula; None when it cannot be drawn."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from ziamath.config import config
            from ziamath.zmath import Latex

            config.svg2 = False  # outlines in place, not symbols that are referred to
            formula = Latex(_UNARY.sub("{-}", latex), size=SIZE, inline=not wide)
            svg = formula.svg()
            width, height = formula.getsize()
            depth = -formula.getyofst()
    except Exception:  # whatever a formula that is none brings about: it is printed as it was written
        return None
    steps: list[Step] = []
    for path in _PATH.findall(svg):
        for name, numbers in _STEP.findall(path):
            steps.append((name, tuple(float(n) / SIZE for n in _NUMBER.findall(numbers))))
    bars = tuple(tuple(float(n) / SIZE for n in bar) for bar in _RECT.findall(svg))
    if not steps and not bars:
        return None
    return Drawn(width / SIZE, (height - depth) / SIZE, depth / SIZE, tuple(steps), bars)
