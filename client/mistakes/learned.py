"""What the person's own mistakes teach at once: a question like one that stands in a drawer likely belongs there.

Every sorted mistake counts, chosen by the person or proposed and let stand. Mistakes are synced and this is derived
from them, so that a correction made on one device is known on all.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from threading import Lock

from sqlmodel import Session, col, select

from client.mistakes.features import features
from client.mistakes.tables import Mistake

LATEST = 500
"""So many mistakes are remembered: a gram is looked up in each, and older ones say less about what is learned now."""

_ALIKE_FROM = 0.25  # below it two questions share what all questions share
_NEIGHBOURS = 3


class Learned:
    """The questions of the sorted mistakes, found by what they share with another. May be used from several threads."""

    def __init__(self) -> None:
        self._points: dict[str, str] = {}
        self._grams: dict[str, frozenset[int]] = {}
        self._postings: dict[int, set[str]] = defaultdict(set)
        self._lock = Lock()

    def read(self, session: Session) -> None:
        """Follow the book: learn what is new or was sorted anew, forget what has gone. Cheap when nothing changed."""
        query = (
            select(Mistake.id, Mistake.point_id)
            .where(col(Mistake.deleted).is_(False), Mistake.point_id != "")
            .order_by(col(Mistake.created_utc).desc())
            .limit(LATEST)
        )
        found = dict(session.exec(query).all())
        with self._lock:
            for gone in self._points.keys() - found.keys():
                self._forget(gone)
            new = found.keys() - self._grams.keys()
            if new:
                texts = select(Mistake.id, Mistake.question).where(col(Mistake.id).in_(new))
                for mistake_id, question in session.exec(texts).all():
                    self._learn(mistake_id, str(question.get("text") or ""), question.get("options") or ())
            self._points = {mistake_id: point for mistake_id, point in found.items() if mistake_id in self._grams}

    def add(self, name: str, text: str, options: Iterable[str], point_id: str) -> None:
        """Learn one question."""
        with self._lock:
            self._learn(name, text, options)
            self._points[name] = point_id

    def scores(self, text: str, options: Iterable[str] = (), but: str = "") -> dict[str, float]:
        """Points of the questions most like this one, 1 for the very same; `but` is left out of it."""
        grams = _grams(text, options)
        with self._lock:
            shared = Counter(name for gram in grams for name in self._postings.get(gram, ()))
            alike = [
                (n / math.sqrt(len(grams) * len(self._grams[name])), self._points[name])
                for name, n in shared.items()
                if name != but and name in self._points
            ]
        found: dict[str, float] = defaultdict(float)
        for cosine, point_id in sorted(alike, reverse=True)[:_NEIGHBOURS]:
            if cosine > _ALIKE_FROM:
                found[point_id] += (cosine - _ALIKE_FROM) / (1 - _ALIKE_FROM)
        return {point_id: min(1.0, score) for point_id, score in found.items()}

    def _learn(self, name: str, text: str, options: Iterable[str]) -> None:
        self._forget(name)
        self._grams[name] = _grams(text, map(str, options))
        for gram in self._grams[name]:
            self._postings[gram].add(name)

    def _forget(self, name: str) -> None:
        self._points.pop(name, None)
        for gram in self._grams.pop(name, ()):
            self._postings[gram].discard(name)


def _grams(text: str, options: Iterable[str]) -> frozenset[int]:
    found = features(text, options)
    return frozenset([*found["zh"], *found["edge"], *found["mark"]])
