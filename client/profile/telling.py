"""What a person tells about themselves, choice by choice: what they have not touched follows the grade. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Self

from client.profile.grades import goal_for, subjects_for
from client.profile.person import ProfileData, Role


@dataclass(frozen=True)
class Telling:
    """The choices so far; nothing has to be chosen. No subject chosen means all of them."""

    role: Role = "student"
    grade: int = 0
    subjects: tuple[str, ...] = ()
    goal_min: int = goal_for(0)
    own_goal: bool = False

    @classmethod
    def of(cls, profile: ProfileData) -> Self:
        """The choices of a profile, to be changed; its goal counts as chosen."""
        return cls(profile.role, profile.grade, profile.subjects, profile.goal_min, own_goal=True)

    @property
    def taught(self) -> tuple[str, ...]:
        """The subjects to choose from."""
        return subjects_for(self.grade)

    def as_role(self, role: Role) -> Self:
        """They are that now."""
        return replace(self, role=role)

    def in_grade(self, grade: int) -> Self:
        """In that grade now; the same grade again takes it back. Subjects not taught there go."""
        grade = 0 if grade == self.grade else grade
        kept = tuple(subject for subject in self.subjects if subject in subjects_for(grade))
        goal_min = self.goal_min if self.own_goal else goal_for(grade)
        return replace(self, grade=grade, subjects=kept, goal_min=goal_min)

    def with_subject(self, subject: str) -> Self:
        """With that subject, or without it when it was chosen; in the order in which subjects are listed."""
        chosen = set(self.subjects) ^ {subject}
        return replace(self, subjects=tuple(s for s in self.taught if s in chosen))

    def with_goal(self, goal_min: int) -> Self:
        """That many minutes a day, whatever the grade."""
        return replace(self, goal_min=goal_min, own_goal=True)
