"""What one may say to a team with one tap; the key goes over the line, the words are those of the reader's language."""

from __future__ import annotations

from client.texts import _

CHEERS = ("clap", "strong", "together", "tired", "tomorrow", "thanks")
"""The keys, in their order on the screen."""


def phrase(key: str) -> str:
    """The words; a newer app's key is a plain cheer."""
    words = {
        "clap": _("太棒了！"),
        "strong": _("加油！"),
        "together": _("一起学吧"),
        "tired": _("今天辛苦了"),
        "tomorrow": _("明天继续"),
        "thanks": _("谢谢大家"),
    }
    return words.get(key, words["clap"])
