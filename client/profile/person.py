"""What is known of the person before this device, as it is passed around. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from client.profile.grades import goal_for

Role = Literal["student", "parent"]


@dataclass(frozen=True)
class ProfileData:
    """Who learns here. `grade` is 1 (小一) to 12 (高三), 0 when not said; `goal_min` minutes a day."""

    role: Role = "student"
    grade: int = 0
    subjects: tuple[str, ...] = ()
    goal_min: int = goal_for(0)
    started_utc: str = ""
