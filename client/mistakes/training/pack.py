"""Weights pruned and rounded to a byte each, as the model's file holds them."""

from __future__ import annotations

from array import array
from typing import Any

import numpy as np

from client.mistakes.model import Model
from client.mistakes.training.fit import Fitted, Settings

WEIGHTS = 450_000
"""How many weights are kept: with half of them the right answers are as many, with a tenth two of a hundred fewer."""


def pack(fitted: Fitted, settings: Settings, about: dict[str, Any], weights: int = WEIGHTS) -> Model:
    """The model of what was fitted, with its `weights` largest contributions.

    A weight contributes with its gram's inverse document frequency, so that is what is compared, in units of its
    column's largest: a rare point's weights are as many as a common one's in proportion.
    """
    effect = np.abs(fitted.weights) * fitted.vocabulary.idf[:, None]
    spread = np.sqrt((effect**2).mean(0)) + 1e-12
    effect /= spread
    bar = np.partition(effect, -weights, axis=None)[-weights] if effect.size > weights else 0.0
    kept = effect >= bar
    largest = np.quantile(np.abs(fitted.weights), 0.9999, axis=0)
    scales = np.maximum(largest, np.abs(fitted.weights).max(0) * 0.25) / 127 + 1e-12
    rounded = np.clip(np.rint(fitted.weights / scales), -127, 127).astype(np.int8)
    kept &= rounded != 0
    rows, columns = np.nonzero(kept)
    order = np.array(sorted(fitted.vocabulary.rows, key=fitted.vocabulary.rows.__getitem__), np.uint32)
    arrays = {
        "hashes": array("I", order.tobytes()),
        "idf": array("f", fitted.vocabulary.idf.astype("<f4").tobytes()),
        "counts": array("H", np.bincount(rows, minlength=len(order)).astype(np.uint16).tobytes()),
        "columns": array("H", columns.astype(np.uint16).tobytes()),
        "weights": array("b", rounded[rows, columns].tobytes()),
        "scales": array("f", scales.astype(np.float32).tobytes()),
        "prior": array("f", fitted.prior.astype(np.float32).tobytes()),
    }
    module = {name: i for i, name in enumerate(fitted.modules)}
    points = [(module[name], point) for name, point in fitted.points]
    unknown, heats = fitted.vocabulary.unknown, fitted.temperatures
    shares = (settings.ancestors, settings.best)
    return Model(fitted.modules, points, dict(fitted.groups), unknown, shares, heats, fitted.words, about, arrays)
