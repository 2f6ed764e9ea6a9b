"""The pages of help: Markdown with a heading, a line that says what it is about, steps, and what if."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from client.search.names import Name, Typed, fold

FOLDER = Path(__file__).resolve().parent.parent.parent / "assets" / "help"
SLUGS = (
    "lesson",
    "mistake",
    "review",
    "note",
    "import",
    "team",
    "limits",
    "more-time",
    "devices",
    "data",
    "offline",
    "password",
    "feedback",
    "trouble",
    "privacy",
)
"""All pages, in the order in which they are listed."""

REGION = "help.region"
"""The setting that keeps in whose words help speaks."""
REGIONS = ("", "yue", "sichuan")
"""The standard words, Cantonese, and those of Sichuan; a page that one of these lacks is shown in the first."""

_OF_LANGUAGE = {"zh_CN": "zh", "en": "en"}


@dataclass(frozen=True)
class HelpPage:
    """A page; `about` is its first line below the heading, `body` what follows that, as Markdown."""

    slug: str
    title: str
    about: str
    body: str


def read_pages(language: str, region: str = "") -> tuple[HelpPage, ...]:
    """All pages in a language (a key of `client.texts.LANGUAGES`); a region has words of its own in Chinese only."""
    return tuple(page for slug in SLUGS if (page := read_page(slug, language, region)) is not None)


def read_page(slug: str, language: str, region: str = "") -> HelpPage | None:
    """One page; None when there is none of that name."""
    if slug not in SLUGS:
        return None
    standard = _OF_LANGUAGE.get(language, "zh")
    own = region if standard == "zh" and region in REGIONS and region else standard
    return _read(own, slug) or _read(standard, slug)


def find(pages: tuple[HelpPage, ...], typed: str) -> tuple[HelpPage, ...]:
    """Those that answer what was typed, the best first: by their title, then by what they say; all for nothing."""
    asked = Typed(typed)
    if not asked.words:
        return pages
    ranked: list[tuple[int, int, HelpPage]] = []
    for place, page in enumerate(pages):
        rank, said = asked.rank(Name.of(page.title)), fold(f"{page.title} {page.about} {page.body}")
        if all(word in said for word in asked.words):
            ranked.append((1 if rank is None else 0, place, page))
        elif rank is not None:
            ranked.append((2, place, page))
    return tuple(page for _rank, _place, page in sorted(ranked, key=lambda one: one[:2]))


@cache
def _read(variant: str, slug: str) -> HelpPage | None:
    try:
        text = (FOLDER / variant / f"{slug}.md").read_text("utf-8")
    except FileNotFoundError:
        return None
    title, _line, rest = text.partition("\n")
    about, _gap, body = rest.strip().partition("\n")
    return HelpPage(slug, title.removeprefix("#").strip(), about.strip(), body.strip())
