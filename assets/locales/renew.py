#!/usr/bin/env python3
"""Gathers the texts from the code, keeps the translations that still fit, compiles them, and says what is missing.

usage: uv run --group lint python assets/locales/renew.py

Translations are written by hand in `<language>/LC_MESSAGES/xueban.po`; run this before (new texts come in) and after
(the app reads the compiled `xueban.mo`). A text that is gone from the code goes from the file too. tests/test_texts.py
holds that nothing was forgotten.
"""

import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

LOCALES = Path(__file__).resolve().parent
ROOT = LOCALES.parent.parent
SOURCES = ("main.py", "client/**/*.py", "views/**/*.py", "sync/errors.py", "server/**/*.py")
LANGUAGES = ("en",)


class Renewed(Catalog):
    """A catalogue whose head says only what reading it needs: no dates, so that the same texts make the same file."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:  # type: ignore[override]
        """The head's lines."""
        return [
            ("Language", str(self.locale_identifier)),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Plural-Forms", self.plural_forms),
        ]


def gather() -> Catalog:
    """All texts that the code marks with `_`; those with `{n}` have a form for one and a form for many."""
    texts = Catalog()
    for path in sorted(path for pattern in SOURCES for path in ROOT.glob(pattern)):
        name = path.relative_to(ROOT).as_posix()
        for line, text, _comments, _context in extract_from_file("python", path, keywords={"_": None}):
            if isinstance(text, str) and text:
                texts.add((text, text) if "{n}" in text else text, locations=[(name, line)])
    return texts


def renew(language: str, texts: Catalog) -> list[str]:
    """Bring one language's files up to date; the texts that it lacks."""
    path = LOCALES / language / "LC_MESSAGES" / "xueban.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    known = Catalog(locale=language)
    if path.exists():
        with path.open("rb") as file:
            known = read_po(file, locale=language)
    kept = {_key(message.id): message.string for message in known if message.id and not message.fuzzy}
    fresh = Renewed(locale=language, fuzzy=False, header_comment=f"# Xueban's texts: {language}")
    for message in texts:
        if message.id:
            string = _shaped(kept.get(_key(message.id), ""), counted=not isinstance(message.id, str))
            fresh.add(
                message.id, string, locations=[(name, None) for name in sorted({name for name, _ in message.locations})]
            )
    with path.open("wb") as file:
        write_po(file, fresh, sort_output=True, include_lineno=False, width=0)
    with path.with_suffix(".mo").open("wb") as file:
        write_mo(file, fresh)
    return [_key(message.id) for message in fresh if message.id and not _is_whole(message.string)]


def _key(text: str | list[str] | tuple[str, ...]) -> str:
    return text if isinstance(text, str) else text[0]


def _shaped(string: str | list[str] | tuple[str, ...], *, counted: bool) -> str | tuple[str, ...]:
    """The translation with as many forms as its text now has."""
    forms = (string,) if isinstance(string, str) else tuple(string)
    return (forms * 2)[:2] if counted else forms[-1]


def _is_whole(string: str | list[str] | tuple[str, ...]) -> bool:
    return bool(string) if isinstance(string, str) else all(string)


def main() -> int:
    """Renew every language; 1 when something is untranslated."""
    texts = gather()
    missing = {language: renew(language, texts) for language in LANGUAGES}
    for language, lacking in missing.items():
        print(f"{language}: {len(texts)} texts, {len(lacking)} untranslated")  # noqa: T201 - its report
        for text in lacking:
            print(f"  {text}")  # noqa: T201
    return 1 if any(missing.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
