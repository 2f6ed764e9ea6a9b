"""Neither the PIN nor a token is in any log, database or crash text; what is looked for is found where it has to be."""

import asyncio
import logging
import traceback
from pathlib import Path

import pytest

from client.timer.limits import Limits
from tests.fakes.family import PASSWORD, household, soon

PIN = "271828"


async def test_no_secret_leaves_its_place(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    async with household(tmp_path) as house:
        child = house.child
        recovery = await child.pin.set(PIN)
        await child.pin.check("111222")
        await child.pin.check(PIN)
        await house.agree(Limits(minutes=(60,) * 7, zone="UTC"))
        await house.child.family.tell()
        await soon(child.family.number)
        login = child.account._credentials.login
        assert login
        texts = [crash_of(child), crash_of(child.account), crash_of(login), crash_of(child.pin), crash_of(child.family)]
        key = child.family._codes._safe.get("code_key")
        secrets = {
            "PIN": PIN, "recovery code": recovery, "access token": login.access_token, "code key": key,
            "refresh token": login.refresh_token, "password": PASSWORD, "ledger key": child.timer._keeper.witness.key,
        }  # fmt: skip
        await asyncio.to_thread(house.server.stop)
        with pytest.raises(Exception, match="连不上"):
            await house.parent.family.homes.invite(house.home, "parent")
    kept = await asyncio.to_thread(all_files, tmp_path)
    credentials = {name: data for name, data in kept.items() if name.endswith("credentials.json")}
    databases = {name: data for name, data in kept.items() if name not in credentials and ".key" not in name}
    for what, secret in secrets.items():
        assert secret, what
        assert secret not in caplog.text, f"{what} in a log"
        assert not any(secret in text for text in texts), f"{what} in a crash text"
        found = [name for name, data in databases.items() if secret.encode() in data]
        assert found == [], f"{what} in {found}"
    assert any(secrets["access token"].encode() in data for data in credentials.values()), "where it belongs"
    assert any(name.endswith("xueban.db") for name in databases)
    assert any("server.db" in name for name in databases)


def all_files(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def crash_of(thing: object) -> str:
    """What a crash with it at hand would print, with all that is shown of its locals."""
    try:
        raise RuntimeError(f"failed with {thing!r} {thing}")
    except RuntimeError as error:
        shown = traceback.TracebackException.from_exception(error, capture_locals=True)
        return "".join(shown.format())
