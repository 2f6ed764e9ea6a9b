"""A stopwatch in the page: from a press, as the browser received it, until the screen says what was waited for.

Both ends are read in the page itself, so the test's own way to the browser is not in the figure. The end is the moment
the words are in Flutter's semantics, which it renews with the frame that draws them: the app, the connection, the
drawing and the semantics (which only users of a screen reader pay for) are in the figure, the display's delay is not.
"""

import json

from tests.fakes.browser import AppPage

STOPWATCH = """() => {
    if (window.__watch) return;
    const watch = window.__watch = {pressed: 0};
    for (const kind of ['pointerdown', 'keydown'])
        window.addEventListener(kind, e => { watch.pressed ||= e.timeStamp; }, true);
    watch.words = () => [...document.querySelectorAll('flt-semantics-host *')].map(e =>
        [e.getAttribute('aria-label'), ...[...e.childNodes].filter(n => n.nodeType == 3).map(n => n.textContent)]
            .filter(Boolean).join(' ')).join('\\n');
    watch.rows = prefix => [...document.querySelectorAll(`[flt-semantics-identifier^="${prefix}"]`)]
        .map(e => e.getAttribute('flt-semantics-identifier')).join();
    watch.start = there => {
        watch.pressed = 0;
        watch.taken = new Promise((done, failed) => {
            const look = () => {
                if (!watch.pressed || !there()) return;
                observer.disconnect();
                done(performance.now() - watch.pressed);
            };
            const observer = new MutationObserver(look);
            observer.observe(document.documentElement,
                {subtree: true, childList: true, attributes: true, characterData: true});
            setTimeout(() => failed(new Error('it did not come: ' + watch.words())), 15000);
        });
        watch.taken.catch(() => {});
        // Flutter asks for a frame when it takes the input in, and draws the letter in it; what is posted when a frame
        // begins is read when it is done.
        const frame = new MessageChannel();
        watch.drawn = new Promise(done => {
            frame.port1.onmessage = () => done(performance.now() - watch.pressed);
            window.addEventListener('input', () => requestAnimationFrame(() => frame.port2.postMessage(0)),
                {capture: true, once: true});
        });
    };
}"""


class Stopwatch:
    """Measures in one tab: `start`, press, `stop_ms`."""

    def __init__(self, tab: AppPage) -> None:
        self._page = tab.page
        self._page.evaluate(STOPWATCH)

    def start(self, condition: str) -> None:
        """Wait, after the next press, until the JavaScript expression `condition` is true; see the helpers below."""
        self._page.evaluate(f"() => window.__watch.start(() => {condition})")

    def stop_ms(self) -> float:
        """Milliseconds from the press until the condition held; fails after 15 s."""
        return self._page.evaluate("() => window.__watch.taken")

    def drawn_ms(self) -> float:
        """Milliseconds from the press of a key until the frame with its letter was drawn."""
        return self._page.evaluate("() => window.__watch.drawn")

    def rows(self, prefix: str) -> str:
        """The names of the controls on the screen that begin so, as one text."""
        return self._page.evaluate(f"() => window.__watch.rows({json.dumps(prefix)})")


def named(prefix: str) -> str:
    """A control whose name begins so is on the screen."""
    return f"window.__watch.rows({json.dumps(prefix)}) != ''"


def other_rows(prefix: str, before: str) -> str:
    """The controls with such names are not those of `before`."""
    return f"window.__watch.rows({json.dumps(prefix)}) != {json.dumps(before)}"


def says(words: str) -> str:
    """These words are on the screen."""
    return f"window.__watch.words().includes({json.dumps(words)})"
