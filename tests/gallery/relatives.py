"""A family as a parent's device knows it: a child's four weeks, a request, something to know. And a child's own day."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from client.bootstrap import open_client
from client.store import Writing
from client.timer import Limits
from client.timer.codes import Codes
from client.timer.elapsed import system_elapsed
from sync.catalogue import ALERT, CHILD, CHILD_CLOCK, DAY_SUMMARY, LIMITS, REQUEST
from sync.clock import to_text
from sync.ids import stable_id
from tests.fakes.clock import FakeClock

HOME, CHILD_NAME = "family-home", "小明"
CHILD_ACCOUNT = "child-account"
ZONE = "Asia/Shanghai"
"""The family's: whose midnight begins a day."""

_MINUTES = (42, 55, 0, 38, 61, 20, 47, 33, 58, 44, 0, 52, 35, 60, 41, 29, 56, 62, 0, 45, 38, 51, 48, 22, 57, 40, 36, 31)


def write_family(w: Writing) -> None:
    """What sync would have brought."""
    now = w.clock.now_utc()
    w.standing.follow(HOME, kind="family", role="parent", name="我们家")
    w.into(HOME)
    about = {"child": CHILD_ACCOUNT}
    w.save(CHILD, stable_id("child", HOME, CHILD_ACCOUNT), **about, name=CHILD_NAME, grade=9, goal_min=30, zone="")
    w.save(
        LIMITS, stable_id("limits", HOME, CHILD_ACCOUNT), **about, minutes=[60, 60, 60, 60, 60, 90, 90],
        closed_from="22:00", closed_until="06:00", rest_after_min=30, exempt=["review"], zone=ZONE,
        changed_utc=to_text(now),
    )  # fmt: skip
    write_days(w, HOME, CHILD_ACCOUNT, now.astimezone(ZoneInfo(ZONE)).date())
    for number, name in enumerate(("学习平板", "手机")):
        since = to_text(now - timedelta(days=20 - 18 * number))
        w.save(
            CHILD_CLOCK, stable_id("child_clock", HOME, name), **about, device=name, name=name, since_utc=since,
            seen_utc=to_text(now),
        )  # fmt: skip


def write_days(w: Writing, home: str, child: str, today: date) -> None:
    """Four weeks up to `today` as the devices of `child` (an account) told them, a request and something to know."""
    w.into(home)
    now, about = w.clock.now_utc(), {"child": child}
    for back, minutes in enumerate(reversed(_MINUTES)):
        if not minutes:
            continue
        day = (today - timedelta(days=back)).isoformat()
        w.save(
            DAY_SUMMARY, stable_id("day_summary", home, child, day), **about, day=day, used_s=minutes * 60,
            exempt_s=600, cap_s=3600, by_activity={"lesson": minutes * 45, "quiz": minutes * 15, "review": 600},
            by_subject={"math": minutes * 40, "physics": minutes * 20}, answered=minutes // 3, correct=minutes // 4,
            reviewed=8, learned=["一元二次方程 · 求根公式"] if back % 3 == 0 else [], streak=6, goal_min=30,
            weak=[{"name": "判别式的符号", "subject": "math"}, {"name": "浮力与排开的液体", "subject": "physics"}],
            told_utc=to_text(now - timedelta(days=back)),
        )  # fmt: skip
    w.add(
        REQUEST, **about, day=today.isoformat(), minutes=30, reason="明天月考，想把这一章复习完", asked_utc=to_text(now)
    )
    w.add(ALERT, **about, device="手机", what="clock_set", more="+86400", at_utc=to_text(now - timedelta(hours=20)))


PIN = "271828"
USED_MIN = {"lesson": 24, "quiz": 9, "review": 6, "note": 5}


async def agree(data_dir: Path, *, is_used_up: bool) -> None:
    """A child's day on its own device: with an agreement behind the PIN, or a family's, of which nothing is left."""
    now = datetime.now(UTC).replace(microsecond=0)
    clock = FakeClock(now - timedelta(minutes=sum(USED_MIN.values()) + 5))
    minutes = 30 if is_used_up else 60
    limits = Limits((minutes,) * 7, rest_after_min=30, exempt=frozenset({"review"}), caps_min={"note": 5}, zone="UTC")
    client = await open_client(data_dir, server_url="http://127.0.0.1:9", clock=clock)
    try:
        await client.profile.save(role="student", grade=9, subjects=["math", "physics"], goal_min=30)
        if is_used_up:
            await client.store.write(lambda w: w.standing.follow(HOME, kind="family", role="child", name="我们家"))
            await client.timer.set_limits(Limits.of({**limits.kept(), "family": HOME}))
            await Codes(client.safe, system_elapsed()).keep_key("ab" * 32)
        else:
            await client.pin.set(PIN)
            await client.timer.set_limits(limits)
        for activity, minutes in USED_MIN.items():
            client.timer.begin(activity, "math")
            for _beat in range(minutes * 12):
                clock.advance(5)
                client.timer.touch()
                await client.timer.beat()
        client.timer.pause()
        if not is_used_up:
            await client.timer.grant_now(15)
            await client.timer.ask_more("明天月考，想把这一章复习完")
    finally:
        await client.close()
