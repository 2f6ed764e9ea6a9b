"""What holds for all tests: nothing is written outside of temporary folders; a walk may be walked once more.

And two devices of one person before a server of their own, for whoever asks for them.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from tests.fakes.server import RunningServer
    from tests.fakes.synced import SyncedDevice

settings.register_profile("xueban", deadline=None)  # how long an example takes goes by what else the machine does
settings.load_profile("xueban")


@pytest.fixture(scope="session", autouse=True)
def state_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Where the safes of devices are kept: not where the developer's own are."""
    folder = tmp_path_factory.mktemp("state")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(folder))
        yield folder


@pytest.fixture
def server(tmp_path: Path) -> Iterator[RunningServer]:
    """A server of this test alone, which it may stop and start."""
    from tests.fakes.server import running_server  # most tests need no server, whose imports take half a second

    with running_server(tmp_path / "server.db") as running:
        yield running


@pytest.fixture
async def devices(server: RunningServer, tmp_path: Path) -> AsyncIterator[tuple[SyncedDevice, SyncedDevice]]:
    """A laptop and a phone, on which nobody has signed in."""
    from tests.fakes.synced import open_device

    async with AsyncExitStack() as stack:
        laptop = await stack.enter_async_context(open_device(tmp_path / "laptop", server.url, 1))
        phone = await stack.enter_async_context(open_device(tmp_path / "phone", server.url, 2))
        yield laptop, phone


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give walks a second try, and say so in the summary: a real browser shares its machine with whatever else runs.

    All other tests have their own clock and network, and one try.
    """
    for item in items:
        if item.get_closest_marker("browser") or item.get_closest_marker("display"):
            item.add_marker(pytest.mark.flaky(reruns=1))
