"""Models that are built when they are first used, not when they are imported.

pydantic makes a validator and a serializer for each model, which is most of what importing a hundred of them takes; a
start of the app needs a few.
"""

from __future__ import annotations

import threading
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

from pydantic import BaseModel, ConfigDict

_building = threading.RLock()


class LateModel(BaseModel):
    """The base of our models: what pydantic defers it does not guard, so two threads could meet in one half built."""

    model_config = ConfigDict(defer_build=True)

    @classmethod
    def model_rebuild(cls, **how: Any) -> bool | None:
        """As pydantic's, by one thread at a time: the second finds the work done."""
        with _building:
            return super().model_rebuild(**how)


@contextmanager
def late_models() -> Generator[None]:
    """What is imported within builds its models when they are first used.

    For libraries whose models nobody here uses: FastAPI's, which describe an API, take a third of its import.
    """
    BaseModel.model_config["defer_build"] = True
    try:
        yield
    finally:
        del BaseModel.model_config["defer_build"]
