"""What is said about battles: the rules, all of them on one card, and what players are called."""

from __future__ import annotations

from client.texts import _
from sync.battles import Player


def rules() -> tuple[str, str, str]:
    """The three rules."""
    return (
        _("答对得 500 分，答得快最多再加 500 分。"),
        _("看到题目才开始计时，网络慢不吃亏；断了线，回来接着答。"),
        _("最后一起看错在哪里，错题进各自的错题本。"),
    )


def name_of(player: Player | None) -> str:
    """What a player is called; an account that was deleted has left no name."""
    return (player.name if player else "") or _("以前的队友")
