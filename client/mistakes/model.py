"""A trained classifier: hashed grams to weights of modules and points, in a file of a megabyte or two, in pure Python.

A file is `XBM2`, the length of a JSON header, the header, and compressed arrays: for each feature, by ascending hash,
its hash, its inverse document frequency and how many weights it has; then the weights' columns and values, a byte each
with a scale a column, and what each column has in advance. The header says what the columns are called, when and from
what the model was made, and its temperatures.
"""

from __future__ import annotations

import json
import math
import struct
import sys
import zlib
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from client.mistakes.features import Cue, cues, features

MAGIC = b"XBM2"
_ARRAYS = {"hashes": "I", "idf": "f", "counts": "H", "columns": "H", "weights": "b", "scales": "f", "prior": "f"}


class ModelError(ValueError):
    """A file that is no model of this version."""


@dataclass(frozen=True)
class Ranking:
    """Modules (column, probability) and points (module's column, column, probability), the likeliest first.

    `likeness` is how much the question is like any module at all: near 0 for one of another subject, near 1 for one
    that was learned.
    """

    modules: list[tuple[int, float]]
    points: list[tuple[int, int, float]]
    likeness: float


@dataclass
class Model:
    """Weights as they are in the file.

    `modules` names the first columns, `points` the rest, each with the number of its module. `about` says when, from
    what and of how many questions it was made; `unknown` is the inverse document frequency of all other grams. Of
    `shares`, the first times its module's score is added to a point's, the second times its best point's to a module's.
    `words` are the cues: names of our points.
    """

    modules: list[str]
    points: list[tuple[int, str]]
    groups: dict[str, float]
    unknown: float
    shares: tuple[float, float]
    temperatures: tuple[float, float]
    words: list[tuple[str, str]]
    about: dict[str, Any]
    arrays: dict[str, array[Any]] = field(repr=False)

    def rank(self, text: str, options: Iterable[str] = ()) -> Ranking:
        """All modules and points with their probabilities; nothing known in the question leaves what is most common."""
        sums = self._sums(self.vector(text, options))
        split = len(self.modules)
        alone, own = sums[:split], [s + p for s, p in zip(sums[split:], self.arrays["prior"][split:], strict=True)]
        of_module, of_best = self.shares
        points = [score + of_module * alone[m] for score, (m, _name) in zip(own, self.points, strict=True)]
        best = [-math.inf] * split
        for score, (m, _name) in zip(own, self.points, strict=True):
            best[m] = max(best[m], score)
        modules = [score + of_best * most for score, most in zip(alone, best, strict=True)]
        shares = _softmax(modules, self.temperatures[0])
        chances = _softmax(points, self.temperatures[1])
        return Ranking(
            sorted(enumerate(shares), key=lambda pair: -pair[1]),
            sorted(((self.points[i][0], i, c) for i, c in enumerate(chances)), key=lambda row: -row[2]),
            min(1.0, max(0.0, *alone)),
        )

    def vector(self, text: str, options: Iterable[str] = ()) -> dict[int, float]:
        """The question as feature number → value: sublinear TF-IDF, each group scaled to its share."""
        idf = self.arrays["idf"]
        found: dict[int, float] = {}
        for group, counts in features(text, options, self._cues).items():
            rows = [(self._row(gram), 1 + math.log(n)) for gram, n in counts.items()]
            values = [(row, tf * (self.unknown if row is None else idf[row])) for row, tf in rows]
            norm = math.hypot(*(value for _row, value in values))
            share = self.groups.get(group, 0.0)
            if norm and share:
                scale = math.sqrt(share) / norm
                found.update((row, value * scale) for row, value in values if row is not None)
        return found

    def _sums(self, vector: Mapping[int, float]) -> list[float]:
        sums = [0.0] * (len(self.modules) + len(self.points))
        starts, columns, weights = self._starts, self.arrays["columns"], self.arrays["weights"]
        for row, value in vector.items():
            begin, end = starts[row], starts[row + 1]
            for column, weight in zip(columns[begin:end], weights[begin:end], strict=True):
                sums[column] += value * weight
        return [total * scale for total, scale in zip(sums, self.arrays["scales"], strict=True)]

    def _row(self, gram: int) -> int | None:
        """The number of this feature; looked up in the array, since a dict of all of them takes ten times its room."""
        hashes = self.arrays["hashes"]
        row = bisect_left(hashes, gram)
        return row if row < len(hashes) and hashes[row] == gram else None

    @cached_property
    def _cues(self) -> list[Cue]:
        return cues(self.words)

    @cached_property
    def _starts(self) -> array[int]:
        starts, total = array("I", [0]), 0
        for count in self.arrays["counts"]:
            total += count
            starts.append(total)
        return starts

    def save(self, path: Path) -> int:
        """Write the file; its size in bytes."""
        header = {
            "modules": self.modules,
            "points": self.points,
            "groups": self.groups,
            "unknown": self.unknown,
            "shares": self.shares,
            "temperatures": self.temperatures,
            "words": self.words,
            "about": self.about,
            "lengths": {name: len(self.arrays[name]) for name in _ARRAYS},
        }
        head = json.dumps(header, ensure_ascii=False).encode()
        body = zlib.compress(b"".join(_little(self.arrays[name]).tobytes() for name in _ARRAYS), 9)
        data = MAGIC + struct.pack("<I", len(head)) + head + body
        path.write_bytes(data)
        return len(data)

    @classmethod
    def load(cls, path: Path) -> Model:
        """Read a file; it blocks. Raises `ModelError`."""
        try:
            return cls._read(path.read_bytes())
        except (OSError, ValueError, KeyError, TypeError, struct.error, zlib.error) as error:
            raise ModelError(f"{path.name}: {error}") from error

    @classmethod
    def _read(cls, data: bytes) -> Model:
        if data[:4] != MAGIC:
            raise ValueError("not a model")
        (length,) = struct.unpack("<I", data[4:8])
        header = json.loads(data[8 : 8 + length])
        body, at, arrays = zlib.decompress(data[8 + length :]), 0, {}
        for name, kind in _ARRAYS.items():
            values = array(kind)
            size = header["lengths"][name] * values.itemsize
            values.frombytes(body[at : at + size])
            arrays[name], at = _little(values), at + size
        return cls(
            header["modules"],
            [(module, name) for module, name in header["points"]],
            header["groups"],
            header["unknown"],
            (header["shares"][0], header["shares"][1]),
            (header["temperatures"][0], header["temperatures"][1]),
            [(word, point_id) for word, point_id in header["words"]],
            header["about"],
            arrays,
        )


def _little(values: array[Any]) -> array[Any]:
    """The file is little-endian, whatever the machine is."""
    if sys.byteorder == "big":
        values = values[:]
        values.byteswap()
    return values


def _softmax(scores: list[float], temperature: float) -> list[float]:
    highest = max(scores)
    powers = [math.exp((score - highest) / temperature) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]
