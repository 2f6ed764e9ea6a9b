"""The school subjects: their names, and the order in which they are listed."""

from __future__ import annotations

from client.texts import _

SUBJECTS = ("chinese", "math", "english", "physics", "chemistry", "biology", "history", "geography", "politics")


def subject_name(subject: str) -> str:
    """A subject in words; "other" and what is unknown here as such."""
    names = {
        "math": _("数学"),
        "physics": _("物理"),
        "chemistry": _("化学"),
        "biology": _("生物"),
        "chinese": _("语文"),
        "english": _("英语"),
        "history": _("历史"),
        "geography": _("地理"),
        "politics": _("政治"),
    }
    return names.get(subject, _("其他"))


def subject_rank(subject: str) -> int:
    """Where the subject stands among the others; the unknown last."""
    return SUBJECTS.index(subject) if subject in SUBJECTS else len(SUBJECTS)
