"""How a mastery looks: a colour, and always a word with it."""

from __future__ import annotations

from client.mistakes.mastery.standing import ENOUGH, MASTERED_FROM, WEAK_BELOW, PointStanding
from client.texts import _
from views.theme import Role


def percent(mastery: float) -> str:
    """A share of 1 as a whole percentage."""
    return f"{round(mastery * 100)}%"


def shade(mastery: float | None) -> tuple[str, str]:
    """Ground and ink for a mastery, 0..1; None is not known."""
    if mastery is None:
        return Role.FIELD, Role.QUIET
    if mastery < WEAK_BELOW:
        return Role.WARM_SOFT, Role.ON_WARM_SOFT
    return (Role.ACCENT, Role.ON_ACCENT) if mastery >= MASTERED_FROM else (Role.SOFT, Role.ON_SOFT)


def standing_words(known: PointStanding | None) -> str:
    """A point's standing in words."""
    if known is None:
        return _("还没做过")
    if known.answers < ENOUGH:
        return _("做过 {n} 次，还看不出来").format(n=known.answers)
    share = percent(known.mastery)
    if known.is_weak:
        return _("偏弱 {share}").format(share=share)
    return _("已掌握 {share}").format(share=share) if known.is_mastered else _("在路上 {share}").format(share=share)
