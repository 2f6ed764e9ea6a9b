"""Two devices tell who learns there before they have an account, and agree once they meet."""

from pathlib import Path

from sqlmodel import Session

from client.profile.profile import Profile, read_profile
from tests.fakes.server import running_server
from tests.fakes.synced import open_device

PASSWORD = "correct horse"


async def test_what_was_told_on_two_devices_is_one_profile(tmp_path: Path):
    with running_server(tmp_path / "server.db") as server:
        async with (
            open_device(tmp_path / "laptop", server.url, 1) as laptop,
            open_device(tmp_path / "phone", server.url, 2) as phone,
        ):
            await Profile(laptop.store).save(role="student", grade=8, subjects=["math"], goal_min=30)
            phone.clock.advance(60)
            await Profile(phone.store).save(role="student", grade=9, subjects=["physics"], goal_min=45)
            await laptop.account.register("xiaoming", PASSWORD)
            await phone.account.sign_in("xiaoming", PASSWORD)

            def later_one(session: Session) -> bool:
                found = read_profile(session)
                return found is not None and (found.grade, found.subjects, found.goal_min) == (9, ("physics",), 45)

            for device in (laptop, phone):
                assert await device.until(later_one)
