"""Questions as sparse rows of TF-IDF values, the same as `Model.vector` makes of them one at a time."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from client.mistakes.features import Cue, features

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

    def rows_of(self, documents: Sequence[Document], groups: Mapping[str, float]) -> Rows:
        """One row a document."""
        columns, values, places, shares, strange = [], [], [], [], []
        row_of_place: list[int] = []
        worded = np.zeros(len(self.rows), bool)
        for number, document in enumerate(documents):
            for group, counts in document.items():
                if not groups[group]:
                    continue
                rows = [(self.rows.get(gram), 1 + math.log(n)) for gram, n in counts.items()]
                known = [(row, tf * float(self.idf[row])) for row, tf in rows if row is not None]
                columns += [row for row, _value in known]
                if group == "zh":
                    worded[[row for row, _value in known]] = True
                values += [value for _row, value in known]
                places += [len(shares)] * len(known)
                strange.append(self.unknown**2 * sum(tf * tf for row, tf in rows if row is None))
                shares.append(groups[group])
                row_of_place.append(number)
        return Rows(
            (len(documents), len(self.rows)),
            np.array(columns, np.int32),
            np.array(values, np.float32),
            np.array(places, np.int64),
            np.array(row_of_place, np.int32),
            np.array(shares, np.float32),
            np.array(strange, np.float32),
            worded,
        )


@dataclass(frozen=True)
class Rows:
    """Questions by grams, not yet scaled; a place is one group of grams of one question.

    `values` stand in `columns` and belong to `places`; each place belongs to a row, has its share of the row's squared
    length, and the square of what is not in the vocabulary (`strange`). `worded` are the grams of Chinese words.
    """

    shape: tuple[int, int]
    columns: np.ndarray
    values: np.ndarray
    places: np.ndarray
    row_of_place: np.ndarray
    shares: np.ndarray
    strange: np.ndarray
    worded: np.ndarray

    def scaled(self, telling: np.ndarray | None = None) -> sparse.csr_matrix:
        """Each group of a length that is the root of its share; `telling` weighs the grams."""
        values = self.values if telling is None else self.values * telling[self.columns]
        squares = np.bincount(self.places, values.astype(np.float64) ** 2, len(self.shares)) + self.strange
        scale = np.sqrt(self.shares / np.maximum(squares, 1e-12)).astype(np.float32)
        rows = self.row_of_place[self.places]
        return sparse.csr_matrix((values * scale[self.places], (rows, self.columns)), self.shape)

    def telling(self, members: np.ndarray, labels: np.ndarray, held: float) -> np.ndarray:
        """How much each gram of words says: how far the labels of its questions are from those of all questions.

        The divergence (Kullback, Leibler) in nats of the labels' shares among the `members` that have it; each gram
        has `held` questions more that are like all, so that a rare one says little.
        """
        where = (self.row_of_place[self.places], self.columns)
        have = sparse.csr_matrix((np.ones(len(self.columns), np.float32), where), self.shape)
        have.data[:] = 1
        counted = np.asarray((have[members].T @ sparse.csr_matrix(labels)).toarray(), np.float32)
        usual = np.maximum(labels.sum(0) / labels.sum(), 1e-9).astype(np.float32)
        shares = (counted + held * usual) / (counted.sum(1, keepdims=True) + held)
        return np.where(self.worded, (shares * np.log(shares / usual)).sum(1), 0)


def document(text: str, options: Sequence[str] = (), more: str = "", cues: Sequence[Cue] = ()) -> Document:
    """The grams of a question; `more` is its solution, which only training has. Its two ends are the question's."""
    found = features(text, options, cues)
    if more:
        grown = features(" ".join([text, *options, more]), (), cues)
        found = grown | {"end": found["end"], "start": found["start"]}
    return found
