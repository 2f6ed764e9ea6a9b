"""The page as the gallery looks at it: it waits for words in the language that the app speaks."""

import gettext
import re

from playwright.sync_api import Locator, Page

from client.texts import LOCALES
from tests.fakes.browser import PATIENCE_MS, AppPage

CHINESE = "zh_CN"
"""The language that the shots' words are written in."""


class Viewer(AppPage):
    """A tab whose `see` and `gone` take Chinese words.

    In another language they wait for a whole text's translation. Words that are no whole text of the interface, or that
    come from a course, are not waited for there: the picture is taken once it stands still.
    """

    def __init__(self, page: Page, language: str) -> None:
        super().__init__(page)
        self._is_chinese = language == CHINESE
        self._texts = gettext.translation("xueban", LOCALES, languages=[language], fallback=True)

    def see(self, words: str) -> None:
        """Wait until the screen says so."""
        if said := self._said(words):
            super().see(said)

    def gone(self, words: str, patience_ms: float = PATIENCE_MS) -> None:
        """Wait until the screen does not say so."""
        if said := self._said(words):
            super().gone(said, patience_ms)

    def text(self, words: str | re.Pattern[str]) -> Locator:
        """Anything that says so."""
        return super().text(self._texts.gettext(words) if isinstance(words, str) else words)

    def _said(self, words: str) -> str:
        said = self._texts.gettext(words) if words else ""  # "" is the catalogue's own head
        return said if self._is_chinese or said != words else ""
