"""The points that a question may belong to: names of the graph, the trained model, and what the person's book teaches.

Of a question of mathematics or physics the model says how likely each point is; names and aliases find points in every
subject, also those that no training question had, and their part is smaller where there is a model. A question like one
in the person's own book takes its point.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from client.mistakes.learned import Learned
from client.mistakes.model import Model, ModelError, Ranking
from client.mistakes.names import Classifier

log = logging.getLogger("xueban.mistakes")

PROPOSE_FROM = 0.2
"""Scores below it propose nothing: the first one would rarely be right."""

SURE_FROM = 0.6
"""Scores from it are taken as the question's point until the person says otherwise.

Of our own courses' 139 questions, none of which a model has seen, 31 are above it: 26 in the right module, 20 at
the right point. From 0.4 on it is 76 % and 51 %.
"""

_NAMES_BESIDE_A_MODEL = 1.0
_SUFFIX = ".model"


@dataclass(frozen=True)
class ModelAbout:
    """What a trained classifier is made from: of how many questions, when (a day), from what, and its size."""

    subject: str
    questions: int
    made: str
    sources: tuple[str, ...]
    size_bytes: int


class Proposer:
    """Proposes points.

    Args:
        names: finds points by their names.
        known: the ids of all points; what a model calls otherwise is left out.
        models: a folder with a model for each subject that has one, `math.model`; read when first needed.

    """

    def __init__(self, names: Classifier, known: Mapping[str, object], models: Path | None = None) -> None:
        self._names = names
        self._known = known
        self._models = models
        self.learned = Learned()

    def propose(
        self, text: str, options: Iterable[str] = (), subject: str = "", limit: int = 3
    ) -> list[tuple[str, float]]:
        """The likeliest points with scores in 0..1, best first; `subject` "" or "other" means all of them."""
        options = tuple(options)
        chances = self._chances(text, options, "" if subject == "other" else subject)
        scores: dict[str, float] = defaultdict(float, chances)
        share = _NAMES_BESIDE_A_MODEL if chances else 1.0
        for point_id, score in self._names.scores(text, options, subject).items():
            scores[point_id] += share * score
        for point_id, score in self.learned.scores(text, options).items():
            if point_id in self._known and (subject in ("", "other") or point_id.startswith(subject + ".")):
                scores[point_id] += score
        ranked = sorted(scores.items(), key=lambda row: (-row[1], row[0]))
        return [(point_id, min(1.0, score)) for point_id, score in ranked[:limit] if score >= PROPOSE_FROM]

    def model(self, subject: str) -> Model | None:
        """The model of a subject; None when there is none (or it cannot be read: names are left)."""
        path = self._models / (subject + _SUFFIX) if self._models else None
        return _load(path) if path else None

    def subjects(self) -> list[str]:
        """The subjects that have a model."""
        return sorted(path.stem for path in self._models.glob("*" + _SUFFIX)) if self._models else []

    def about(self) -> list[ModelAbout]:
        """What each model is made from; it blocks."""
        found = []
        for subject in self.subjects():
            if self._models and (model := self.model(subject)):
                size, a = (self._models / (subject + _SUFFIX)).stat().st_size, model.about
                found.append(ModelAbout(subject, a["questions"], a["made"], tuple(a["sources"]), size))
        return found

    def _chances(self, text: str, options: tuple[str, ...], subject: str) -> dict[str, float]:
        """Probabilities of points by the models; with no subject each counts as much as the question is like it."""
        asked = [(name, model) for name in ([subject] if subject else self.subjects()) if (model := self.model(name))]
        rankings = [(model, model.rank(text, options)) for _name, model in asked]
        total = 1.0 if subject else sum(ranking.likeness for _model, ranking in rankings) or 1.0
        found: dict[str, float] = {}
        for model, ranking in rankings:
            share = (1.0 if subject else ranking.likeness / total) * _trust(ranking)
            for _module, column, chance in ranking.points[:20]:
                point_id = model.points[column][1]
                if point_id in self._known:
                    found[point_id] = chance * share
        return found


def _trust(ranking: Ranking) -> float:
    """How far a ranking is to be believed: a question unlike all that was learned says little."""
    return min(1.0, 2 * ranking.likeness)


@cache
def _load(path: Path) -> Model | None:
    if not path.is_file():
        return None
    try:
        return Model.load(path)
    except ModelError:
        log.exception("a model cannot be used")
        return None
