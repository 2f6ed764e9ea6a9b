"""Every part that ships is named with its licence."""

import re
import tomllib
from pathlib import Path

from client.licences import ROOTS, parts

ROOT = Path(__file__).resolve().parent.parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def test_it_begins_with_all_that_the_device_asks_for() -> None:
    wanted = [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["desktop"]]
    assert sorted(ROOTS) == sorted(re.match(r"[a-z0-9-]+", line)[0] for line in wanted)  # type: ignore[index]


def test_each_has_a_licence_and_what_parts_ask_for_is_there_too() -> None:
    found = {part.name.casefold().replace("_", "-"): part for part in parts()}
    assert [name for name, part in found.items() if not part.licence] == []
    assert {"sqlalchemy", "pydantic-core", "httpcore", "anyio", "certifi"} <= set(found), "asked for by others"
    assert "pytest" not in found
    assert "Permission is hereby granted" in found["sqlmodel"].text
    assert "SIL OPEN FONT LICENSE" in found["noto sans sc, source han sans"].text


def test_most_bring_their_words() -> None:
    found = parts()
    assert sum(bool(part.text) for part in found) > len(found) * 0.7
