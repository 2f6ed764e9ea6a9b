"""What goes wrong with teams."""

from __future__ import annotations

from client.account.errors import sentence_from_line
from client.texts import _
from sync.errors import SyncError


class TeamError(Exception):
    """`sentence` says what is wrong and what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def sentence_of(error: SyncError) -> str:
    """What the line or the server said, for the person."""
    return sentence_from_line(error, _("先登录，才能和同学组队。"))
