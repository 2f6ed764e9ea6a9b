"""The focus room: all see the same timer and who is there; and a picture that goes along with a check-in."""

import io
import random
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from client.mistakes.capture.pictures import NotAPictureError
from client.teams.focus import Focus, running
from client.teams.presence import FOCUS
from tests.client.teams.test_home import account, equal
from tests.fakes.family import soon
from tests.fakes.teams import School, aeroplane, found_team, school

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def focus(number: int, after_min: int, minutes: int) -> Focus:
    begins = NOON + timedelta(minutes=after_min)
    return Focus(f"{number:03d}", "a", begins, begins + timedelta(minutes=minutes))


def test_what_is_over_or_to_come_does_not_go_on() -> None:
    begun = [focus(1, -30, 25), focus(2, 5, 25)]
    assert running(begun, NOON) is None
    assert running(begun, NOON + timedelta(minutes=5)) == begun[1]
    assert begun[1].left_s(NOON + timedelta(minutes=10)) == 20 * 60
    assert begun[1].left_s(NOON) == 25 * 60, "a clock that is late shows no more than all of it"


@given(st.lists(st.tuples(st.integers(-60, 30), st.integers(1, 60)), max_size=8), st.randoms())
def test_all_see_the_same_whatever_came_first(begun: list[tuple[int, int]], chance: random.Random) -> None:
    all_ = [focus(n, after, minutes) for n, (after, minutes) in enumerate(begun)]
    shuffled = all_[:]
    chance.shuffle(shuffled)
    found = running(shuffled, NOON)
    assert found == running(all_, NOON)
    assert (found is None) == (not any(one.begins <= NOON < one.ends for one in all_))


@pytest.fixture
async def pair(tmp_path: Path) -> AsyncIterator[School]:
    async with school(tmp_path, "小红", "小刚") as opened:
        yield opened


async def test_one_begins_and_the_other_is_in_it(pair: School) -> None:
    red, strong = pair.people
    team = await found_team(red, strong)
    await red.teams.focusing.begin(team, 25)
    seen = await soon(lambda: strong.teams.focusing.now(team))
    assert seen.who == account(red)
    await strong.teams.focusing.begin(team, 45)
    assert await strong.teams.focusing.now(team) == seen, "one goes on already"
    strong.teams.presence.focuses = True
    await strong.teams.presence.beat()
    await red.teams.presence.beat()
    assert red.teams.presence.here(team)[account(strong)] == FOCUS
    pair.clock.advance(25 * 60)
    assert await red.teams.focusing.now(team) is None


def photograph() -> bytes:
    picture = Image.new("RGB", (3000, 1000), (20, 120, 60))
    exif = picture.getexif()
    exif[0x010F] = "Camera of somebody"
    out = io.BytesIO()
    picture.save(out, "JPEG", exif=exif)
    return out.getvalue()


async def test_a_picture_goes_along_with_a_check_in_also_without_a_line(pair: School) -> None:
    red, strong = pair.people
    team = await found_team(red, strong)
    async with aeroplane(red):
        with pytest.raises(NotAPictureError):
            await red.teams.doing.check_in(team, "", b"no picture")
        assert (await red.teams.home(team)).checkins == []
        assert b"Camera of somebody" in photograph()
        await red.teams.doing.check_in(team, "写完了", photograph())
    home = await equal(team, red, strong)
    [checkin] = home.checkins
    shown = await strong.teams.doing.picture(team, checkin.picture)
    assert Image.open(io.BytesIO(shown)).size == (1600, 533)
    assert b"Camera of somebody" not in shown, "nothing stays that a camera noted"


async def test_a_member_that_closes_the_app_before_its_beat_says_nothing_any_more(pair: School) -> None:
    red, strong = pair.people
    team = await found_team(red, strong)
    await red.teams.presence.ring()  # some time within the next half minute
    await red.teams.presence.close()
    await strong.teams.presence.beat()
    assert account(red) not in strong.teams.presence.here(team)
