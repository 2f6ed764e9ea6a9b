"""A team of four as this device knows it: two weeks of check-ins, today's tasks and cheers."""

from datetime import timedelta
from typing import Any

from client.roster import MEMBERS
from client.store import Writing
from client.store.tables import Setting
from client.teams.merging import MERGES
from client.teams.presence import FOURTEEN
from sync.catalogue import CHAT, CHECKIN, CHEER, TEAM_TASK
from sync.clock import to_text
from sync.ids import stable_id
from sync.spaces import Member
from sync.teams import MergeOffer, MergeState

TEAM = "team-home"
SLEEPING = "team-sleeping"
NAMES = {"": "我自己", "xiaohong": "小红", "xiaogang": "小刚", "xiaomei": "小美"}
"""Account → name; this device has none."""

WEAK = {
    "": ["math.quadratic-equation.formula-method"],
    "xiaohong": ["math.quadratic-equation.discriminant", "math.quadratic-equation.formula-method"],
    "xiaogang": ["math.quadratic-equation.formula-method"],
    "xiaomei": ["physics.buoyancy.factors"],
}
"""Account → knowledge points that it finds hard."""

_AWAY = {2, 9}
"""So many days ago nobody checked in."""


def _members(*accounts: str) -> list[dict[str, Any]]:
    """They came in this order, each by an invitation of whom came before."""
    hosts: list[str | None] = [None, *accounts[:-1]]
    return [
        Member(
            account_id=who, name=NAMES[who], role="member" if who else "owner", joined_utc="", me=not who,
            invited_by=host,
        ).model_dump()
        for who, host in zip(accounts, hosts, strict=True)
    ]  # fmt: skip


def write_team(w: Writing) -> None:
    """What sync would have brought."""
    now = w.clock.now_utc()
    today = now.astimezone().date()
    w.standing.follow(TEAM, kind="team", role="owner", name="晨读小组")
    w.into(TEAM)
    w.session.merge(Setting(key=MEMBERS, value={TEAM: _members(*NAMES), SLEEPING: _members("", "xiaogang")}))
    for back in range(14):
        day = (today - timedelta(days=back)).isoformat()
        for place, who in enumerate(NAMES):
            if back in _AWAY or (not who and not back) or (back + place) % 4 == 3:
                continue
            words = "一元二次方程的求根公式" if place == 1 else ""
            w.add(
                CHECKIN, id=stable_id("checkin", TEAM, who, day), who=who, day=day, words=words,
                minutes=20 + 7 * place, at_utc=to_text(now - timedelta(days=back)), weak=WEAK[who], picture="",
            )  # fmt: skip
    about = {"day": today.isoformat(), "created_utc": to_text(now)}
    w.save(TEAM_TASK, "task-words", title="背二十个单词", made_by="", done=["xiaohong", "xiaogang"], **about)
    w.save(TEAM_TASK, "task-mistakes", title="各改三道错题", made_by="xiaohong", done=["xiaohong"], **about)
    w.session.merge(Setting(key=FOURTEEN, value=True))
    w.standing.follow(SLEEPING, kind="team", role="owner", name="物理小组")
    offer = MergeOffer(id="offer", name="周末自习室", grades=[9, 9, 8])
    asleep = MergeState(asleep=True, willing=True, decides=True, offer=offer)
    w.session.merge(Setting(key=MERGES, value={SLEEPING: asleep.model_dump()}))
    talk = (
        ("xiaogang", "今天的十分钟做完了，错在移项。"),
        ("xiaohong", "我也做完了。配方法那道有点绕。"),
        ("", "配方法先把二次项系数化成 1，后面就顺了。"),
        ("xiaomei", "记下了。"),
        ("xiaogang", "周末挑战一起做吗？"),
        ("xiaohong", "好呀，周六上午。"),
        ("", "我也来。"),
        ("xiaohong", "第三题的判别式怎么想到的？"),
        ("", "先化成一般形式，再看系数。"),
        ("xiaohong", "懂了，谢谢！"),
    )
    for back, (who, words) in enumerate(reversed(talk)):
        w.add(CHAT, who=who, words=words, at_utc=to_text(now - timedelta(minutes=back)))
    said = {"day": today.isoformat(), "checkin_id": "", "at_utc": to_text(now)}
    w.add(CHEER, who="xiaogang", phrase="together", **said)
    w.add(CHEER, who="xiaohong", phrase="strong", **said)
