"""What goes wrong with teams."""

from __future__ import annotations


class TeamError(Exception):
    """`sentence` says what is wrong and what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
