"""Playwright for Flet's web client: waits for its first frame, finds controls by semantics, types, takes pictures."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Error, Locator, Page, expect, sync_playwright
from playwright.sync_api import TimeoutError as NotInTime

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-gpu-watchdog",  # on a busy machine it takes the graphics context away from under the app
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
]
CHROMIUM = shutil.which("chromium") or ""
DESKTOP: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}}
TABLET: dict[str, Any] = {"viewport": {"width": 820, "height": 1180}, "is_mobile": True, "has_touch": True}
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
}
FIRST_FRAME = "window.addEventListener('flutter-first-frame', () => { window.__firstFrame = performance.now(); });"
PATIENCE_MS = 30_000
SLOWER = float(os.environ.get("XUEBAN_BROWSER_SLOWER", "1"))
"""How many times slower the browser's processor is made: walks that hold at 4 hold on a busy machine."""
BLANK = 20_000  # a picture of fewer bytes shows nothing yet, or the client still starting
HARMLESS = (
    "ERR_NAME_NOT_RESOLVED",
    "ERR_INTERNET_DISCONNECTED",
    "jsdelivr",
)  # Flet asks for one file that it can do without


class AppPage:
    """One tab with the app in it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.faults: list[str] = []
        self.traps: list[str] = []
        page.on("console", lambda m: self._note(m.text) if m.type == "error" else None)
        page.on("pageerror", self._note_error)

    def _note(self, fault: str) -> None:
        if not any(word in fault for word in HARMLESS):
            self.faults.append(fault)

    def _note_error(self, error: Error) -> None:
        """Note what a script raised, with where; a trap of the drawing engine apart.

        Flutter's engine (skwasm) traps, e.g. "null function", when the browser takes its graphics context away, as it
        does to software rendering on a busy machine. The next frame gets a new one; where none comes, the walk fails
        by what it does not see.
        """
        (self.traps if error.name == "RuntimeError" else self.faults).append(f"{error}\n{error.stack}")

    def open(self, url: str, timeout_s: float = 60) -> float:
        """Go there, wait for the first frame and switch semantics on; milliseconds to the first frame."""
        try:
            self._load(url, timeout_s)
        except NotInTime:  # seldom, on a busy machine, Flutter's page stays without semantics: load it once more
            self._load(url, timeout_s)
        return self.page.evaluate("window.__firstFrame")

    def seconds_until(self, url: str, words: str) -> float:
        """Go there; seconds from the navigation until the screen says these words, by the page's own clock.

        The page looks by itself: what is asked from outside waits behind the frames that are being drawn, up to a
        second just when the first screen comes. By a timer, for to ask for frames would have them drawn.
        """
        self.page.add_init_script(
            f"""window.addEventListener('flutter-first-frame', () => (function look() {{
                document.querySelector('flt-semantics-placeholder')?.click();
                if (({_WORDS}).includes({json.dumps(words)})) window.__said = performance.now();
                else setTimeout(look, 10);
            }})());"""
        )
        self.page.goto(url, wait_until="commit")
        return self.page.wait_for_function("window.__said", timeout=PATIENCE_MS).json_value() / 1000

    def _load(self, url: str, timeout_s: float) -> None:
        self.page.goto(url, wait_until="commit")
        self.page.wait_for_function("window.__firstFrame", timeout=timeout_s * 1000)
        self._switch_semantics_on()

    def _switch_semantics_on(self, tries: int = 3) -> None:
        """Press the one pixel, off the screen, that does it; Flutter forgets a press that comes while it starts."""
        switch = self.page.locator("flt-semantics-placeholder")
        first = self.page.locator("flt-semantics-host flt-semantics").first
        for attempt in range(tries):
            with suppress(NotInTime):  # it goes away once semantics are on
                switch.evaluate("e => e.click()", timeout=5_000)
            try:
                first.wait_for(state="attached", timeout=5_000)
            except NotInTime:
                if attempt == tries - 1:
                    raise
            else:
                return

    def ident(self, identifier: str) -> Locator:
        """The control named by `views.widgets.ident`."""
        return self.page.locator(f'[flt-semantics-identifier="{identifier}"]')

    def press(self, identifier: str, tries: int = 4) -> None:
        """Press the control of that name, or the button in it; anew where Flutter drew its node anew meanwhile."""
        for attempt in range(tries):
            named = self.ident(identifier).first
            named.wait_for(state="attached", timeout=PATIENCE_MS)
            inner = named.locator("[role=button], [role=checkbox], [role=radio], [flt-tappable]")
            target = inner.first if inner.count() else named
            try:
                target.scroll_into_view_if_needed(timeout=PATIENCE_MS)
                self._rest(target)
            except Error as error:
                if "not attached" not in error.message or attempt == tries - 1:
                    raise
                continue
            target.click(timeout=PATIENCE_MS)  # this finds the node again by itself
            return

    def visit(self, name: str, path: str) -> None:
        """Go to a destination of the bar or the rail; again if the app was not listening yet."""
        for _try in range(4):
            self.nav(name).click(timeout=PATIENCE_MS)
            try:
                self.page.wait_for_url(f"**{path}", timeout=5_000, wait_until="commit")
            except NotInTime:
                continue
            return
        raise AssertionError(f"{name} does not lead to {path}; the screen says:\n{self.words()}")

    def _rest(self, target: Locator) -> None:
        """Wait until it has stopped moving: Flutter scrolls a little after the page does."""
        last = None
        for _try in range(20):
            box = target.bounding_box()
            if box == last:
                return
            last = box
            self.page.wait_for_timeout(150)

    def see(self, words: str) -> None:
        """Wait until the screen says these words."""
        try:
            self.page.wait_for_function(f"wanted => ({_WORDS}).includes(wanted)", arg=words, timeout=PATIENCE_MS)
        except NotInTime:
            raise AssertionError(f"{words!r} does not show; the screen says:\n{self.words()}") from None

    def see_like(self, pattern: str) -> None:
        """Wait until the screen says what this pattern of JavaScript finds."""
        try:
            self.page.wait_for_function(
                f"pattern => new RegExp(pattern).test({_WORDS})", arg=pattern, timeout=PATIENCE_MS
            )
        except NotInTime:
            raise AssertionError(f"{pattern!r} does not show; the screen says:\n{self.words()}") from None

    def gone(self, words: str, patience_ms: float = PATIENCE_MS) -> None:
        """Wait until the screen does not say these words."""
        self.page.wait_for_function(f"wanted => !({_WORDS}).includes(wanted)", arg=words, timeout=patience_ms)

    def write(self, identifier: str, value: str) -> None:
        """Type into the field of that name."""
        named = self.ident(identifier)
        named.wait_for(state="attached", timeout=PATIENCE_MS)
        self.type(named.locator("input, textarea").first, value)

    def button(self, text: str) -> Locator:
        """A button by its text."""
        return self.page.get_by_role("button", name=text, exact=True)

    def tooltip(self, text: str) -> Locator:
        """An icon button by its tooltip, which sits on the node above it."""
        return self.page.locator(f'[aria-label="{text}"] [role=button], [role=button][aria-label="{text}"]')

    def nav(self, text: str) -> Locator:
        """A destination of the bar or the rail."""
        in_rail = self.page.get_by_role("button", name=re.compile(rf"^{re.escape(text)}\s.*\d"))
        return in_rail.or_(self.page.get_by_role("tab", name=re.compile(rf"^{re.escape(text)}"))).first

    def field(self, label: str) -> Locator:
        """A text field by its label."""
        return self.page.get_by_role("textbox", name=label)

    def text(self, words: str | re.Pattern[str]) -> Locator:
        """Anything that says these words."""
        return self.page.locator("flt-semantics-host").get_by_text(words)

    def scroll(self, pixels: int, nth: int = 0) -> None:
        """Scroll the nth list or page: its scrollTop drives Flutter's."""
        area = self.page.locator('flt-semantics[style*="overflow-y: scroll"]').nth(nth)
        area.evaluate("(e, pixels) => { e.scrollTop += pixels; }", pixels)

    def type(self, field: str | Locator, value: str, tries: int = 4) -> None:
        """Fill a field: focus first, since Flutter resets the input while it attaches it; then look what it holds."""
        box = self.field(field) if isinstance(field, str) else field
        for _try in range(tries):
            try:
                typed_in = self.attach(box)
                if typed_in is box:
                    box.fill(value, timeout=5_000)
                else:
                    self.page.keyboard.press("Control+A")
                    self.page.keyboard.insert_text(value)
                self.page.wait_for_timeout(250)  # and may still take a fill back
                expect(typed_in).to_have_value(value, timeout=2_000)
            except (AssertionError, NotInTime):
                continue  # Flutter moved the focus once more
            return
        raise AssertionError(f"could not type {value!r}: {box.input_value()!r}")

    def attach(self, box: Locator) -> Locator:
        """Focus a field so that the app hears what is typed; the node that has the focus then is returned.

        That is Flutter's own input instead of the field's node when the engine attaches it as it does for who sees the
        page: then the field's node hears nothing, and one types as that person does.

        On a busy machine a field that got the focus by itself can have it in the browser alone: what is typed stays in
        the browser's node and is never told. Flutter attaches its input when the focus comes anew, so one that has it
        is left first.
        """
        if box.evaluate("node => node === document.activeElement && (node.blur(), true)", timeout=5_000):
            self.page.wait_for_timeout(300)
        box.click(timeout=5_000)
        own = self.page.locator(".flt-text-editing:focus")
        expect(self.page.locator("input:focus, textarea:focus").first).to_be_attached(timeout=2_000)
        self.page.wait_for_timeout(150)  # Flutter attaches its input a little after the focus
        if own.count():
            return own
        expect(box).to_be_focused(timeout=2_000)
        return box

    def settled(self, quiet_ms: int = 300, timeout_ms: int = 8_000) -> bytes:
        """A picture once three in a row are equal: pixels come up to a second after the semantics.

        Two are not enough: a skeleton stands still, too, while the client is busy drawing what comes in its place.
        """
        last, same, waited = b"", 0, 0
        while waited < timeout_ms:
            picture = self.page.screenshot()
            same = same + 1 if picture == last and len(picture) > BLANK else 0
            if same == 2:
                break
            last = picture
            self.page.wait_for_timeout(quiet_ms)
            waited += quiet_ms
        return last

    def picture(self, path: Path) -> None:
        """Keep a picture of what is on the screen."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(self.settled())

    def words(self) -> str:
        """All that the screen says to a screen reader."""
        return self.page.evaluate(f"() => {_WORDS}")


_NODES = ", ".join(
    f"flt-semantics-host {name}" for name in ("flt-semantics", "h2", "input", "textarea")
)  # h2: a heading
_WORDS = f"""[...document.querySelectorAll('{_NODES}')].map(e => [
    e.getAttribute('aria-label'), e.value,
    ...[...e.childNodes].filter(n => n.nodeType == 3 || n.nodeName == 'SPAN').map(n => n.textContent),
].filter(Boolean).join(' ')).filter(Boolean).join('\\n')"""


def need_browser() -> None:
    """Skip where there is no Chromium; fail where all tests must run."""
    if not CHROMIUM:
        (pytest.fail if os.environ.get("XUEBAN_TEST_ALL") else pytest.skip)("needs Chromium")


@contextmanager
def chromium() -> Iterator[Browser]:
    """The machine's Chromium, without a window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


def new_page(browser: Browser, look: dict[str, Any] = DESKTOP, **context: Any) -> AppPage:
    """A new tab in a profile of its own; `look` is DESKTOP or PHONE, `context` as for Playwright's `new_context`."""
    profile = browser.new_context(**{"locale": "zh-CN", **look, **context})
    profile.add_init_script(FIRST_FRAME)
    page = profile.new_page()
    if SLOWER > 1:
        profile.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    return AppPage(page)
