"""Which knowledge point does a question belong to? Names and aliases of the graph against the question's own words.

Cosine of TF-IDF weights over character 1- to 3-grams of Chinese, LaTeX commands and words, and a little more when a
whole name stands in the question. Measured on public sets (first / among three): 22 maths modules .34 / .55, 262 maths
points .15 / .22, 69 physics points .57 / .78: good where there is nothing else, and beside a model (`proposing`).
"""

from __future__ import annotations

import math
import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import accumulate
from threading import Lock

_RUNS = re.compile(r"\\[a-zA-Z]+|[\u4e00-\u9fff]+|[a-zA-Z]+|[\u0370-\u03ff]+")
_BOILERPLATE = re.compile(
    "已知|下列|以下|如图所示|如图|所示|关于|的是|正确|错误|不正确|说法|哪一项|哪个|哪些|一个|选项|分别|可以|这个|那么"
)  # words of questions as such: they point nowhere, however rare they are among names
_LONGEST = 3  # characters in a gram
_CONTEXT_WEIGHT = 0.5  # a word of the module's name counts half of one of the point's own
_WHOLE_NAME = 0.04  # for each character of a name that stands whole in the question …
_WHOLE_NAME_CHARACTERS = 6  # … up to so many
_ONE_CHARACTER_ONLY = 0.5  # what shares only single characters is likely chance


@dataclass
class _Node:
    names: tuple[str, ...]
    subject: str
    counts: dict[str, float] = field(default_factory=dict)


class Classifier:
    """Scores labels for texts. First `add` all labels, then ask, from any thread; adding later weighs anew."""

    def __init__(self) -> None:
        self._nodes: dict[str, _Node] = {}
        self._labels: list[str] = []
        self._tokens: dict[str, int] = {}
        # By the token's number. Flat, since an object for each posting is fifteen times as large, for the whole run.
        self._weights = array("f")
        self._starts = array("I")
        self._posted = array("I")
        self._shares = array("f")
        self._weighing = Lock()

    def add(self, label: str, names: Iterable[str], context: str = "", subject: str = "") -> None:
        """A label with its names, the words around it (its module) and the subject it belongs to."""
        node = _Node(tuple(names), subject, dict.fromkeys(tokens(context), _CONTEXT_WEIGHT))
        for name in node.names:
            node.counts.update(dict.fromkeys(tokens(name), 1.0))
        self._nodes[label] = node
        self._tokens = {}

    def scores(self, text: str, options: Iterable[str] = (), subject: str = "") -> dict[str, float]:
        """How much the question is like each label's names, 0..1, unlike ones left out.

        `subject` "" or "other" means the labels of all subjects.
        """
        with self._weighing:  # several may ask first: a proposal while one types, and the save
            if not self._tokens:
                self._weigh()
        whole = _BOILERPLATE.sub(" ", " ".join([text, *options]))
        wanted = None if subject in ("", "other") else subject
        return {
            label: self._with_whole_names(label, score, whole)
            for label, score in self._cosines(whole).items()
            if wanted is None or self._nodes[label].subject == wanted
        }

    def _weigh(self) -> None:
        frequency = Counter(token for node in self._nodes.values() for token in node.counts)
        self._labels = list(self._nodes)
        self._tokens = {token: number for number, token in enumerate(frequency)}
        self._weights = array(
            "f", (math.log(1 + len(self._nodes) / n) * _length(token) for token, n in frequency.items())
        )
        self._starts = array("I", accumulate(frequency.values(), initial=0))
        free = self._starts[:-1]
        self._posted = array("I", [0]) * self._starts[-1]
        self._shares = array("f", [0.0]) * self._starts[-1]
        for label, node in enumerate(self._nodes.values()):
            vector = [(self._tokens[token], count) for token, count in node.counts.items()]
            norm = math.hypot(*(count * self._weights[number] for number, count in vector)) or 1.0
            for number, count in vector:
                self._posted[free[number]] = label
                self._shares[free[number]] = count * self._weights[number] / norm
                free[number] += 1

    def _cosines(self, text: str) -> dict[str, float]:
        scores: dict[int, float] = defaultdict(float)
        strong: set[int] = set()
        square = 0.0
        for token, count in Counter(tokens(text)).items():
            number = self._tokens.get(token)
            if number is None:
                continue
            weight = (1 + math.log(count)) * self._weights[number]
            square += weight * weight
            begin, end = self._starts[number : number + 2]
            posted = self._posted[begin:end]
            for label, share in zip(posted, self._shares[begin:end], strict=True):
                scores[label] += weight * share
            if len(token) > 1:
                strong.update(posted)
        norm = math.sqrt(square) or 1.0
        return {
            self._labels[label]: score / norm * (1.0 if label in strong else _ONE_CHARACTER_ONLY)
            for label, score in scores.items()
        }

    def _with_whole_names(self, label: str, score: float, text: str) -> float:
        longest = max((len(name) for name in self._nodes[label].names if len(name) > 1 and name in text), default=0)
        return min(1.0, score + _WHOLE_NAME * min(longest, _WHOLE_NAME_CHARACTERS))


def tokens(text: str) -> list[str]:
    r"""Character 1- to 3-grams of Chinese runs, LaTeX commands (`\frac`), words in lower case, Greek letters."""
    found: list[str] = []
    for run in _RUNS.findall(text):
        if "\u4e00" <= run[0] <= "\u9fff":
            for size in range(1, _LONGEST + 1):
                found += [run[i : i + size] for i in range(len(run) - size + 1)]
        else:
            found.append(run if run[0] == "\\" else run.lower())
    return found


def _length(token: str) -> float:
    """Longer grams say more than the single characters in them."""
    return math.sqrt(len(token)) if "\u4e00" <= token[0] <= "\u9fff" else 1.0
