"""Questions as sparse rows of TF-IDF values, the same as `Model.vector` makes of them one at a time."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from client.mistakes.features import GROUPS, Cue, features

OFTEN_ENOUGH = 2  # a gram of one document teaches nothing about others, and there are as many of those again

Document = dict[str, Counter[int]]


@dataclass(frozen=True)
class Vocabulary:
    """Which hashed grams count, each with its row and its inverse document frequency.

    The others have the frequency `unknown`: they say nothing, but a question of many of them is less like any other.
    """

    rows: dict[int, int]
    idf: np.ndarray
    unknown: float

    @classmethod
    def of(cls, documents: Sequence[Document]) -> Vocabulary:
        """The grams of at least two documents; idf = ln((1 + documents) / (1 + frequency)) + 1."""
        frequency = Counter(gram for document in documents for counts in document.values() for gram in counts)
        kept = sorted(gram for gram, n in frequency.items() if n >= OFTEN_ENOUGH)
        idf = [math.log((1 + len(documents)) / (1 + frequency[gram])) + 1 for gram in kept]
        unknown = math.log(1 + len(documents)) + 1
        return cls({gram: row for row, gram in enumerate(kept)}, np.array(idf, np.float32), unknown)

    def matrix(self, documents: Sequence[Document]) -> sparse.csr_matrix:
        """One row a document, each group of a length that is the root of its share."""
        starts, columns, values = [0], [], []
        for document in documents:
            for group, counts in document.items():
                rows = [(self.rows.get(gram), 1 + math.log(n)) for gram, n in counts.items()]
                weighted = [(row, tf * (self.unknown if row is None else float(self.idf[row]))) for row, tf in rows]
                norm = math.hypot(*(value for _row, value in weighted))
                scale = math.sqrt(GROUPS[group]) / norm if norm else 0.0
                columns += [row for row, _value in weighted if row is not None]
                values += [value * scale for row, value in weighted if row is not None]
            starts.append(len(columns))
        shape = (len(documents), len(self.rows))
        return sparse.csr_matrix((np.array(values, np.float32), np.array(columns, np.int32), np.array(starts)), shape)


def document(text: str, options: Sequence[str] = (), more: str = "", cues: Sequence[Cue] = ()) -> Document:
    """The grams of a question; `more` is its solution, which only training has. The ending is the question's."""
    found = features(text, options, cues)
    if more:
        grown = features(" ".join([text, *options, more]), (), cues)
        found = grown | {"end": found["end"]}
    return found
