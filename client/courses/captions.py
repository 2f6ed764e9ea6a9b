"""What is said in a film or a recording, line by line: WebVTT (https://www.w3.org/TR/webvtt1/) and SRT."""

from __future__ import annotations

import bisect
import html
import re
from collections.abc import Sequence
from dataclasses import dataclass

_TIMES = re.compile(
    r"(?:(\d{1,4}):)?(\d{1,2}):(\d{2})[.,](\d{1,3})\s*-->\s*(?:(\d{1,4}):)?(\d{1,2}):(\d{2})[.,](\d{1,3})"
)
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class Cue:
    """A line: from second `start_s` to `end_s` this is said."""

    start_s: float
    end_s: float
    text: str


def parse_captions(text: str) -> tuple[Cue, ...]:
    """The lines of a caption file, in the order of their beginnings; what is no cue (notes, styles) is passed over."""
    cues: list[Cue] = []
    for block in re.split(r"\n\s*\n", text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")):
        lines = block.strip("\n").split("\n")
        at = next((i for i, line in enumerate(lines) if _TIMES.search(line)), None)
        if at is None:
            continue
        found = _TIMES.search(lines[at])
        words = " ".join(html.unescape(_TAG.sub("", line)).strip() for line in lines[at + 1 :])
        if found and words.strip():
            cues.append(Cue(_second(found.groups()[:4]), _second(found.groups()[4:]), words.strip()))
    return tuple(sorted(cues, key=lambda cue: cue.start_s))


def cue_at(cues: Sequence[Cue], second: float) -> Cue | None:
    """What is said at that second, None in a pause."""
    index = bisect.bisect_right(cues, second, key=lambda cue: cue.start_s) - 1
    return cues[index] if index >= 0 and second < cues[index].end_s else None


def clock(second: float) -> str:
    """A second as a clock shows it: 1:05, 1:01:05."""
    minutes, seconds = divmod(int(second), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{seconds:02d}" if hours else f"{minutes}:{seconds:02d}"


def _second(parts: Sequence[str | None]) -> float:
    hours, minutes, seconds, fraction = parts
    return int(hours or 0) * 3600 + int(minutes or 0) * 60 + int(seconds or 0) + float(f"0.{fraction or 0}")
