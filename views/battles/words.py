"""Battles in sentences."""

from __future__ import annotations

from client.battles import Battle, BattleCard, name_of
from client.texts import _


def maker_name(card: BattleCard) -> str:
    """Who has made it."""
    return next((name_of(one) for one in card.players if one.account_id == card.maker), _("队友"))


def invite_words(card: BattleCard) -> str:
    """That somebody invites."""
    return _("{name}邀请你来一场知识大作战：{title}").format(name=maker_name(card), title=card.title)


def about_words(card: BattleCard) -> str:
    """What it asks."""
    words = _("{title} · {n} 题").format(title=card.title, n=card.count)
    return words + (_(" · 分两队") if card.sides else "")


def names_words(names: list[str]) -> str:
    """Some people in a line."""
    return _("、").join(names)


def side_name(side: int) -> str:
    """What a side is called."""
    return (_("甲队"), _("乙队"))[side]


def sent_words(battle: Battle) -> str:
    """What has become of one's answer while the question is open."""
    said = battle.said
    if said is None:
        return ""
    if said.typed is None:
        return _("时间到了，这题空着")
    return _("已交") if said.counted else _("已记下，正在送出…")


def own_words(battle: Battle) -> str:
    """How one's answer to the present question was, once it is closed."""
    said = battle.said
    if said is None or said.typed is None:
        return _("这题没来得及答，最后一起看")
    if said.counted is None:
        return _("你的答案已记下，正在送出…")
    if not said.counted.counted:
        return _("答案到得太晚，没有算上")
    if said.counted.right:
        return _("答对了，加 {n} 分").format(n=said.counted.points)
    return _("这题没答对，最后一起看")


def points_so_far(battle: Battle) -> int:
    """One's own points, as far as the server has told."""
    return sum(said.counted.points for said in battle.kept.said.values() if said.counted)
