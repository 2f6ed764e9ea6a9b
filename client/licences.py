"""What the app is made of, and on whose terms: read from the packages that are installed, so that none is forgotten."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

ASSETS = Path(__file__).resolve().parent.parent / "assets"
ROOTS = (
    "apscheduler",
    "flet",
    "flet-audio",
    "flet-camera",
    "flet-desktop",
    "flet-secure-storage",
    "flet-video",
    "flet-web",
    "fpdf2",
    "fsrs",
    "httpx",
    "pillow",
    "pydantic",
    "sqlmodel",
    "tzdata",
    "ziamath",
)
"""What pyproject.toml asks for on a device; the rest is what these ask for."""

_NAME = re.compile(r"[A-Za-z0-9._-]+")
_FILE = re.compile(r"(^|/)(licen[cs]e|copying|notice)[^/]*$", re.IGNORECASE)
_CLASSIFIER = "License :: OSI Approved :: "
_TITLES = {"Apache License": "Apache-2.0", "Permission is hereby granted": "MIT"}
_MOST_CHARACTERS = 40_000


@dataclass(frozen=True)
class Part:
    """A part of the app; `licence` is its short name, `text` all of it, as far as the part brings it along."""

    name: str
    version: str
    licence: str
    text: str = ""


def parts() -> list[Part]:
    """All parts, by name; it reads some dozen files."""
    found: dict[str, Part] = {}
    waiting = list(ROOTS)
    while waiting:
        name = _folded(waiting.pop())
        if name in found:
            continue
        try:
            package = distribution(name)
        except PackageNotFoundError:  # only on some systems
            continue
        found[name] = _part(package)
        waiting += [
            match[0] for line in package.requires or () if "extra ==" not in line and (match := _NAME.match(line))
        ]
    return sorted([*found.values(), *_others()], key=lambda part: part.name.casefold())


def _others() -> list[Part]:
    """What no package tells of."""
    ofl = (ASSETS / "fonts" / "OFL.txt").read_text("utf-8")
    return [
        Part("Flutter", "", "BSD-3-Clause"),
        Part("Noto Sans SC, Source Han Sans", "", "SIL OFL 1.1", ofl),
        Part("Python", "", "PSF-2.0"),
        Part("SQLite", "", "Public Domain"),
    ]


def _part(package: Distribution) -> Part:
    texts = [path for path in package.files or () if _FILE.search(str(path).replace("\\", "/"))]
    said: list[str] = []
    for path in texts[:3]:
        try:
            said.append(path.read_text("utf-8"))
        except (OSError, UnicodeDecodeError):
            continue
    text = "\n\n".join(said)[:_MOST_CHARACTERS]
    return Part(package.name, package.version, _licence(package) or _named_in(text), text)


def _licence(package: Distribution) -> str:
    about: Any = package.metadata  # an email message, which its type does not say
    if expression := about.get("License-Expression"):
        return expression
    classified = [
        line.removeprefix(_CLASSIFIER) for line in about.get_all("Classifier") or () if line.startswith(_CLASSIFIER)
    ]
    if classified:
        return ", ".join(classified)
    return (about.get("License") or "").strip().partition("\n")[0]


def _named_in(text: str) -> str:
    """The licence that a text is, of those that packages bring without naming them."""
    return next((name for words, name in _TITLES.items() if words in text), "")


def _folded(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).casefold()
