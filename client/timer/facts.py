"""What the standing is made of, gathered from what the keeper knows. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from client.timer.elapsed import Reading
from client.timer.limits import CAPPED, Limits
from client.timer.standing import Facts
from client.timer.tally import Span

if TYPE_CHECKING:
    from client.timer.keeper import Keeper

BREAK_S = 5 * 60
"""So long without study is a break."""

CONTACT_S = 10 * 60
"""The server was met so recently that what other devices did is known."""

RESTRICTED_S = 15 * 60
"""What is left at most of a day whose ledger cannot be believed, until the server makes it good."""


def facts_of(keeper: Keeper, limits: Limits, now: Reading) -> Facts:
    """The facts at `now` for somebody with these limits."""
    tally, count, dated, place = keeper.tally, keeper.count, keeper.dated, keeper.place
    pending, day, now_s = keeper.pending(now), dated.day, keeper.now_s(now)
    used_s = tally.used_s(day, limits.exempt, pending)
    return Facts(
        limits=limits,
        now_s=now_s,
        day=day,
        zone=keeper.zone(),
        device_zone=place.device_zone,
        used_s=used_s,
        exempt_s=tally.exempt_s(day, limits.exempt, pending),
        granted_s=tally.granted_s(day),
        given_here_s=sum(s for id_, s in tally.grants.get(day, {}).items() if id_.startswith(("code:", "pin:"))),
        on_end_s=tally.on_end_s(day, now_s, BREAK_S, pending),
        offline_used_s=offline_used_s(keeper, now, pending),
        restricted_left_s=restricted_left_s(keeper, limits, used_s),
        is_idle=count.is_idle and bool(count.activity) and count.in_front,
        is_verified=dated.verified or not place.is_shared,
        fault=keeper.fault,
        activity=count.activity,
        cap_left_s={
            activity: cap_s - tally.done_s(day, activities, pending)
            for activities in CAPPED.values()
            for activity in activities
            if (cap_s := limits.cap_s(activity)) is not None
        },
    )


def offline_used_s(keeper: Keeper, now: Reading, pending: list[Span]) -> float | None:
    """What this device used since the server was last met; None while it is in reach or does not matter."""
    if keeper.place.is_primary or not keeper.place.is_shared:
        return None
    day, met = keeper.dated.day, keeper.witness.contact
    if met.boot == now.boot and now.boot_s - met.boot_s <= CONTACT_S:
        return None
    own_s = keeper.tally.own_s(day, keeper.exempt, pending)
    return own_s - met.used_s if met.day == day else own_s


def restricted_left_s(keeper: Keeper, limits: Limits, used_s: float) -> float | None:
    """What is left of the little that a lost ledger leaves; None when it was not lost."""
    restricted, day = keeper.witness.restricted, keeper.dated.day
    if restricted is None:
        return None
    cap = limits.seconds_on(day)
    allowed = RESTRICTED_S if cap is None else min(RESTRICTED_S, cap / 4)
    return restricted.get(day, 0.0) + allowed - used_s
