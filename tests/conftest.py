"""What holds for all tests: nothing is written outside of temporary folders; a walk may be walked once more."""

from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture(scope="session", autouse=True)
def state_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Where the safes of devices are kept: not where the developer's own are."""
    folder = tmp_path_factory.mktemp("state")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(folder))
        yield folder


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give walks a second try, and say so in the summary: a real browser shares its machine with whatever else runs.

    All other tests have their own clock and network, and one try.
    """
    for item in items:
        if item.get_closest_marker("browser") or item.get_closest_marker("display"):
            item.add_marker(pytest.mark.flaky(reruns=1))
