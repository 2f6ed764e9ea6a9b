"""Every package that the device carries exists on phones: pure Python, or built for phones by Flet."""

import re
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))

BUILT_FOR_PHONES = {
    "msgpack": {"1.1.2"},
    "pillow": {"12.2.0"},
    "pydantic-core": {"2.33.2", "2.46.3", "2.47.0"},
}
"""Compiled packages and the versions that Flet 1.0.5 offers for Android and iOS (its mobile-forge recipes)."""

NOT_ON_PHONES = {
    "greenlet": "SQLAlchemy wants it on a few desktop machines only, for asyncio, which we do not use",
}
PURE_ON_PHONES = {
    "fonttools": "has a pure wheel beside its compiled ones",
    "sqlalchemy": "2.1 has a pure wheel beside its compiled ones",
}


def name_of(text: str) -> str:
    return re.sub(r"[-_.]+", "-", text).lower()


def carried() -> dict[str, str]:
    """Name and version of every package that the device's dependencies bring along, here."""
    found: dict[str, str] = {}
    todo = [Requirement(line) for line in PROJECT["project"]["dependencies"]]
    while todo:
        requirement = todo.pop()
        name = name_of(requirement.name)
        if name in found or name in NOT_ON_PHONES:
            continue
        distribution = metadata.distribution(requirement.name)
        found[name] = distribution.version
        for line in distribution.requires or []:
            needed = Requirement(line)
            extras = requirement.extras or {""}
            if needed.marker is None or any(needed.marker.evaluate({"extra": extra}) for extra in extras):
                todo.append(needed)
    return found


def is_pure(name: str) -> bool:
    wheel = metadata.distribution(name).read_text("WHEEL") or ""
    return "Root-Is-Purelib: true" in wheel


@pytest.mark.parametrize(("name", "version"), sorted(carried().items()))
def test_the_device_carries_only_what_phones_can_have(name: str, version: str) -> None:
    if name in BUILT_FOR_PHONES:
        pinned = {line for line in (ROOT / "tests/phone-constraints.txt").read_text().split() if "==" in line}
        assert version in BUILT_FOR_PHONES[name] or f"{name}=={version}" in pinned
    else:
        assert name in PURE_ON_PHONES or is_pure(name), f"{name} {version} is compiled and not built for phones"


def test_a_compiled_package_is_told_from_a_pure_one() -> None:
    assert is_pure("fsrs")
    assert not is_pure("pydantic-core")


def test_direct_dependencies_are_pinned_exactly() -> None:
    groups = [line for group in PROJECT["dependency-groups"].values() for line in group]
    for line in PROJECT["project"]["dependencies"] + groups:
        [pin] = Requirement(line).specifier
        assert pin.operator == "==", line


def test_everything_installed_is_held_by_a_pin() -> None:
    """A constraint for every package that comes along, so that a fresh clone gets what we tested."""
    held = {name_of(Requirement(line).name) for line in PROJECT["tool"]["uv"]["constraint-dependencies"]}
    direct = [line for group in PROJECT["dependency-groups"].values() for line in group]
    held |= {name_of(Requirement(line).name) for line in PROJECT["project"]["dependencies"] + direct}
    assert set(carried()) - held == set()
