"""The interface's texts: gettext with Simplified Chinese as the source language and English beside it.

A text that is counted has `{n}` as its number: where a language tells one from many, `.format(n=…)` takes the form that
goes with it. `assets/locales/renew.py` gathers the texts; tests/test_texts.py holds that each is translated.
"""

from __future__ import annotations

import gettext
import re
from pathlib import Path

LOCALES = Path(__file__).resolve().parent.parent / "assets" / "locales"
LANGUAGES = {"zh_CN": "简体中文", "en": "English"}

_NUMBER = re.compile(r"\d+")
_SENTENCE = re.compile(r"[^。]+。?")

_current: gettext.NullTranslations = gettext.NullTranslations()
_language = "zh_CN"


class _Counted(str):
    """A translation that has a form for one and a form for many."""

    source: str

    def format(self, *args: object, **values: object) -> str:
        n = 1 if str(values.get("n")) == "1" else 2
        return str.format(_current.ngettext(self.source, self.source, n), *args, **values)


def use_language(language: str) -> None:
    """Speak `language` (a key of `LANGUAGES`) from now on; texts without a translation stay Chinese."""
    global _current, _language  # one person sits before one process: the language is the process's
    _current = gettext.translation("xueban", LOCALES, languages=[language], fallback=True)
    _language = language


def language() -> str:
    """The language that is spoken now, a key of `LANGUAGES`."""
    return _language


def _(text: str) -> str:
    """The text in the current language; always called with the text itself, which is how texts are gathered."""
    return _translated(text)


def fill(template: str, values: dict[str, str]) -> str:
    """A text that was marked where it cannot be translated (sync/texts.py): translated, then filled in.

    A value may be the server's own words.
    """
    return _translated(template).format(**{name: told(value) for name, value in values.items()})


def told(words: str) -> str:
    """What the server says, which speaks Chinese and marks what it says (sync/texts.py), in the current language.

    A number in it may be counted. Words of another version of the server that are not known stay as they are.
    """
    if (whole := _told(words)) != words:
        return whole
    sentences = _SENTENCE.findall(words)
    known = [_told(sentence) for sentence in sentences]
    return words if known == sentences else " ".join(known)


def _told(sentence: str) -> str:
    if (plain := _translated(sentence)) != sentence:
        return plain
    numbers = set(_NUMBER.findall(sentence))
    if len(numbers) != 1:
        return sentence
    counted = _NUMBER.sub("{n}", sentence)
    return sentence if (text := _translated(counted)) == counted else text.format(n=numbers.pop())


def _translated(text: str) -> str:
    if not text:
        return ""  # gettext keeps its own notes under ""
    if "{n}" not in text:
        return _current.gettext(text)
    many = _current.ngettext(text, text, 2)  # Python before 3.11.4 does not find counted texts by `gettext`
    if many is text:
        return _current.gettext(text)
    counted = _Counted(many)
    counted.source = text
    return counted
