"""What check-ins open: a pack after every seven days, whatever came when; nothing is lost again."""

import random
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from client.teams.rewards import PACK_DAYS, Rewards, rewards
from client.teams.streak import Checked
from sync.clock import to_text

MONDAY = date(2026, 3, 2)


def at_noon(who: str, n: int) -> Checked:
    day = MONDAY + timedelta(days=n)
    return Checked(who, day.isoformat(), to_text(datetime(day.year, day.month, day.day, 12, tzinfo=UTC)))


def test_seven_days_need_not_be_in_a_row() -> None:
    checkins = [at_noon("a", 2 * n) for n in range(7)] + [at_noon("b", n) for n in range(30)]
    assert rewards(checkins[:6], "a") == Rewards(6, 0, 1)
    assert rewards(checkins, "a") == Rewards(7, 1, 7)
    assert rewards([], "a") == Rewards(0, 0, PACK_DAYS)


def test_a_day_that_it_was_nowhere_opens_nothing() -> None:
    forged = [Checked("a", (MONDAY + timedelta(days=n)).isoformat(), at_noon("a", 0).at_utc) for n in range(30)]
    assert rewards(forged, "a").days <= 2


@given(st.lists(st.tuples(st.sampled_from("ab"), st.integers(0, 60)), max_size=80), st.integers(0, 60), st.randoms())
def test_what_comes_late_or_twice_never_takes_anything(
    told: list[tuple[str, int]], late: int, chance: random.Random
) -> None:
    checkins = [at_noon(who, n) for who, n in told]
    shuffled = checkins * 2
    chance.shuffle(shuffled)
    before = rewards(checkins, "a")
    assert rewards(shuffled, "a") == before
    after = rewards([*checkins, at_noon("a", late)], "a")
    assert after.days >= before.days
    assert after.packs >= before.packs
    assert after.packs * PACK_DAYS + PACK_DAYS - after.until_pack == after.days
