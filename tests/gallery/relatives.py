"""A family as a parent's device knows it: a child's four weeks, a request, something to know."""

from datetime import timedelta

from client.store import Writing
from sync.catalogue import ALERT, CHILD, CHILD_CLOCK, DAY_SUMMARY, LIMITS, REQUEST
from sync.clock import to_text
from sync.ids import stable_id

HOME, CHILD_NAME = "family-home", "小明"
CHILD_ACCOUNT = "child-account"

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
        closed_from="22:00", closed_until="06:00", rest_after_min=30, exempt=["review"], zone="Asia/Shanghai",
        changed_utc=to_text(now),
    )  # fmt: skip
    today = now.astimezone().date()
    for back, minutes in enumerate(reversed(_MINUTES)):
        if not minutes:
            continue
        day = (today - timedelta(days=back)).isoformat()
        w.save(
            DAY_SUMMARY, stable_id("day_summary", HOME, CHILD_ACCOUNT, day), **about, day=day, used_s=minutes * 60,
            exempt_s=600, cap_s=3600, by_activity={"lesson": minutes * 45, "quiz": minutes * 15, "review": 600},
            by_subject={"math": minutes * 40, "physics": minutes * 20}, answered=minutes // 3, correct=minutes // 4,
            reviewed=8, learned=["一元二次方程 · 求根公式"] if back % 3 == 0 else [], streak=6, goal_min=30,
            weak=[{"name": "判别式的符号", "subject": "math"}, {"name": "浮力与排开的液体", "subject": "physics"}],
            told_utc=to_text(now - timedelta(days=back)),
        )  # fmt: skip
    for number, name in enumerate(("学习平板", "手机")):
        since = to_text(now - timedelta(days=20 - 18 * number))
        w.save(
            CHILD_CLOCK, stable_id("child_clock", HOME, name), **about, device=name, name=name, since_utc=since,
            seen_utc=to_text(now),
        )  # fmt: skip
    w.add(
        REQUEST, **about, day=today.isoformat(), minutes=30, reason="明天月考，想把这一章复习完", asked_utc=to_text(now)
    )
    w.add(ALERT, **about, device="手机", what="clock_set", more="+86400", at_utc=to_text(now - timedelta(hours=20)))
