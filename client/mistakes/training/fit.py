"""Weights of modules and points by kernel ridge regression on TF-IDF rows: linear, closed, the same every time.

Rows are the questions (rare points weigh more), again with their worked solutions at half the weight, the names of the
points as documents of one row each, how each point's questions are usually worded (by us, `wordings.json`), and
unsorted questions with the labels that a first fit gives to them *and* their solutions. Ridge regression on one column
a label did as well here as support vectors or logistic regression, and its dual needs one factorisation for all labels
(rows are few, grams many).

Where a label has many questions, a gram of words weighs more the more it says about the labels: what rows are scaled by
then depends on which questions are known, so each fold has products of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy import linalg, sparse

from client.mistakes.features import GROUPS, RUNNING_ON, cues
from client.mistakes.training.questions import Example, Label
from client.mistakes.training.vectors import Vocabulary, document


@dataclass(frozen=True)
class Settings:
    """What was chosen by grouped cross-validation, and what each part of it is worth (see `tests.bench classify`)."""

    ridge: float = 1.2
    solutions: float = 0.5
    nodes: float = 1.0
    wordings: float = 0.7
    unsorted: float = 0.3
    rare: float = 0.3  # a row's weight is its labels' number of rows to minus this
    prior: float = 0.02  # of the logarithm of a point's number of rows, added to its score
    ancestors: float = 0.3
    best: float = 0.5  # of the score of a module's best point, added to the module's
    telling: float = 1.0  # how much the weight of a gram of words grows with what it says about the labels
    many: int = 30  # questions a label has at least in the mean, for what a gram says to be believed
    held: float = 3.0  # questions like all others that each gram is taken to have besides
    kin: float = 0.2  # of the target of a label, for those of its family: where labels are flat
    folds: int = 3  # for the temperatures


@dataclass(frozen=True)
class Fitted:
    """Rows of grams by columns of labels, modules first."""

    vocabulary: Vocabulary
    groups: dict[str, float]
    modules: list[str]
    points: list[Label]
    weights: np.ndarray
    prior: np.ndarray
    temperatures: tuple[float, float]
    words: list[tuple[str, str]]


class Trainer:
    """The rows of a training set, from which any part of it can be fitted without making them anew."""

    def __init__(
        self,
        examples: Sequence[Example],
        nodes: Mapping[Label, str],
        settings: Settings = Settings(),
        words: Sequence[tuple[str, str]] = (),
        wordings: Sequence[tuple[Label, str]] = (),
        families: Mapping[Label, str] | None = None,
    ) -> None:
        self.settings = settings
        self.sorted = [example for example in examples if example.labels]
        loose = [example for example in examples if not example.labels] if settings.unsorted else []
        seen = dict.fromkeys([label for example in self.sorted for label in example.labels])
        self.points = sorted({*seen, *nodes})
        self.modules = sorted({module for module, _point in self.points})
        everything = [*self.sorted, *loose]
        self.groups = GROUPS if any(e.options for e in everything) else RUNNING_ON
        text = "\n".join(" ".join([e.text, *e.options, e.solution]) for e in everything)
        self.words = [(word, point_id) for word, point_id in words if word in text]
        known = cues(self.words)
        plain = [document(e.text, e.options, "", known) for e in everything]
        has_solution = np.array([bool(e.solution) for e in everything], bool)
        solved = [document(e.text, e.options, e.solution, known) for e in everything if e.solution]
        wordings = [(label, text) for label, text in wordings if label in self.points and settings.wordings]
        named = [document(text, (), "", known) for text in nodes.values()]
        named += [document(text, (), "", known) for _label, text in wordings]
        unsolved = [each for each, has in zip(plain, has_solution, strict=True) if not has]
        self.vocabulary = Vocabulary.of([*unsolved, *solved, *named])
        self._n, self._loose = len(self.sorted), len(loose)
        # Rows: sorted, loose, those of both that have a solution with it, names of the points and wordings.
        self._rows = self.vocabulary.rows_of([*plain, *solved, *named], self.groups)
        self._solved = np.where(has_solution, len(plain) + np.cumsum(has_solution) - 1, np.arange(len(plain)))
        self._named = len(plain) + len(solved) + np.arange(len(named))
        self.labels = self._labels([e.labels for e in self.sorted])
        self.named_labels = self._labels([(label,) for label in [*nodes, *(label for label, _text in wordings)]])
        self._named_shares = np.repeat([settings.nodes, settings.wordings], [len(nodes), len(wordings)])
        self.kinds = [e.group for e in self.sorted]
        self._kin = self._kinship(families or {})
        self._flat = all(module == point for module, point in self.points)
        self._telling = settings.telling if len(self.sorted) >= settings.many * len(seen) else 0.0
        self._plain: tuple[np.ndarray, sparse.csr_matrix, np.ndarray] | None = None

    def fit(self) -> Fitted:
        """All of the set."""
        everything = np.arange(self._n)
        telling, rows, kernel = self.weighed(everything)
        members, dual = self._solve(everything, kernel)
        weights = np.asarray(rows[members].T @ dual, np.float32)
        prior, heats = self._prior(everything), self._temperatures()
        vocabulary = replace(self.vocabulary, idf=self.vocabulary.idf * telling)
        return Fitted(vocabulary, self.groups, self.modules, self.points, weights, prior, heats, self.words)

    def held_out(self, folds: int, seed: int = 0) -> np.ndarray:
        """Scores of each sorted question by a fit without its fold; near-duplicates are in the same fold."""
        scores = np.zeros_like(self.labels)
        for inside, outside in self.split(folds, seed):
            _telling, _rows, kernel = self.weighed(inside)
            members, dual = self._solve(inside, kernel)
            scores[outside] = kernel[np.ix_(outside, members)] @ dual + self._prior(inside)
        return scores

    def split(self, folds: int, seed: int) -> list[tuple[np.ndarray, np.ndarray]]:
        """Rows to learn from and rows to judge by, for each fold."""
        names = sorted(set(self.kinds))
        order = np.random.default_rng(seed).permutation(len(names))
        fold = {name: int(place) % folds for name, place in zip(names, order, strict=True)}
        numbers = np.array([fold[name] for name in self.kinds])
        return [(np.flatnonzero(numbers != k), np.flatnonzero(numbers == k)) for k in range(folds)]

    def point_scores(self, scores: np.ndarray) -> np.ndarray:
        """Points with their ancestors' scores added."""
        return scores[:, len(self.modules) :] + self.settings.ancestors * scores[:, self._module_of()]

    def module_scores(self, scores: np.ndarray) -> np.ndarray:
        """Modules with the score of their best point added."""
        split, of = len(self.modules), self._module_of()
        best = np.stack([scores[:, split:][:, of == module].max(1) for module in range(split)], 1)
        return scores[:, :split] + self.settings.best * best

    def _module_of(self) -> np.ndarray:
        return np.array([self.modules.index(module) for module, _point in self.points])

    def _prior(self, rows: np.ndarray) -> np.ndarray:
        """What each column has in advance: of two points that are as likely by the words, it is the common one."""
        often = self.labels[rows].sum(0)
        often[: len(self.modules)] = 0
        if self._flat:  # then it would weigh points against themselves as modules
            often[:] = 0
        return (self.settings.prior * np.log1p(often)).astype(np.float32)

    def weighed(self, inside: np.ndarray) -> tuple[np.ndarray, sparse.csr_matrix, np.ndarray]:
        """What each gram's weight is times, by the labels of the sorted `inside`; all rows with it; their products."""
        if self._telling:
            labels = self.labels[inside, len(self.modules) :]
            telling = 1 + self._telling * self._rows.telling(inside, labels, self.settings.held)
        elif self._plain:
            return self._plain
        else:
            telling = np.ones(len(self.vocabulary.rows))
        rows = self._rows.scaled(telling.astype(np.float32))
        found = telling, rows, (rows @ rows.T).toarray()
        self._plain = None if self._telling else found
        return found

    def _solve(self, rows: np.ndarray, kernel: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The dual weights of the members that take part when only `rows` of the sorted are known."""
        s = self.settings
        labels, often = self.labels[rows], np.maximum(self.labels[rows].sum(0), 1)
        middle = float(np.median(self._rarity(labels, often)))
        weight = (self._rarity(labels, often) / middle) ** -s.rare
        members, targets, weights = [rows], [labels], [weight]
        if s.solutions:
            has = self._solved[rows] != rows
            members.append(self._solved[rows[has]])
            targets.append(labels[has])
            weights.append(weight[has] * s.solutions)
        if len(self.named_labels):
            members.append(self._named)
            targets.append(self.named_labels)
            weights.append((self._rarity(self.named_labels, often) / middle) ** -s.rare * self._named_shares)
        if self._loose:
            known = np.concatenate(members)
            loose = np.arange(self._n, self._n + self._loose)
            teacher = self._dual(kernel, known, np.vstack(targets), np.concatenate(weights))
            guessed = np.clip(kernel[np.ix_(self._solved[loose], known)] @ teacher, 0, 1)
            members.append(loose)
            targets.append(guessed.astype(np.float32))
            weights.append(np.full(len(loose), s.unsorted))
        known = np.concatenate(members)
        return known, self._dual(kernel, known, np.vstack(targets) @ self._kin, np.concatenate(weights))

    def _rarity(self, labels: np.ndarray, often: np.ndarray) -> np.ndarray:
        """How many rows the points of each row have, in the mean of its points."""
        points = labels[:, len(self.modules) :]
        return points @ often[len(self.modules) :] / np.maximum(points.sum(1), 1)

    def _dual(self, kernel: np.ndarray, members: np.ndarray, targets: np.ndarray, weights: np.ndarray) -> np.ndarray:
        matrix = kernel[np.ix_(members, members)]
        matrix[np.diag_indices_from(matrix)] += self.settings.ridge / weights.astype(np.float32)
        return linalg.solve(matrix, targets, assume_a="pos", overwrite_a=True, check_finite=False)

    def _kinship(self, families: Mapping[Label, str]) -> np.ndarray:
        """What a label's target gives to each: all to itself, a little to those of its family. Labels by labels."""
        columns = [*((module, module) for module in self.modules), *self.points]
        split = len(self.modules)
        kin = np.eye(len(columns), dtype=np.float32)
        for i, one in enumerate(columns):
            for j, other in enumerate(columns):
                if i != j and (i < split) == (j < split) and one in families and families[one] == families.get(other):
                    kin[i, j] = self.settings.kin
        return kin

    def _labels(self, all_labels: Sequence[Sequence[Label]]) -> np.ndarray:
        module = {name: i for i, name in enumerate(self.modules)}
        point = {label: len(module) + i for i, label in enumerate(self.points)}
        made = np.zeros((len(all_labels), len(module) + len(point)), np.float32)
        for row, labels in enumerate(all_labels):
            for label in labels:
                made[row, module[label[0]]] = made[row, point[label]] = 1
        return made

    def _temperatures(self) -> tuple[float, float]:
        """What makes scores into honest probabilities: the least log loss on questions that were held out."""
        scores, split = self.held_out(self.settings.folds), len(self.modules)
        return (
            temperature(self.module_scores(scores), self.labels[:, :split]),
            temperature(self.point_scores(scores), self.labels[:, split:]),
        )


def temperature(scores: np.ndarray, labels: np.ndarray) -> float:
    """The temperature of a softmax with the least log loss on these scores and labels (rows of zeros and ones)."""

    def loss(temperature: float) -> float:
        powers = np.exp((scores - scores.max(1, keepdims=True)) / temperature)
        right = (powers * labels).sum(1) / powers.sum(1)
        return float(-np.log(np.maximum(right, 1e-9)).mean())

    return float(min(np.geomspace(0.02, 1, 40), key=loss))
