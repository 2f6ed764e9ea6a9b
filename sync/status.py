"""What a person may know about the state of sync."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

State = Literal["off", "synced", "syncing", "offline", "attention"]


@dataclass(frozen=True)
class Status:
    """`off`: not signed in. `offline` since `since_utc` (ISO text). `attention`: `reason` says why.

    `waiting` counts operations that the server has not acknowledged. `reason` is an error's template, to be translated
    by whoever shows it and then filled in with `values`.
    """

    state: State = "off"
    waiting: int = 0
    since_utc: str = ""
    reason: str = ""
    values: Mapping[str, str] = field(default_factory=dict[str, str])
