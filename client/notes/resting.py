"""When an editor's field is given a text that was not typed in it: between two keys, and one text at a time.

A key that crosses such a text on its way is understood all the same (`showing.py`), but the person sees it go and come
back; so these are rare. A word that an input method is composing would be broken off: the client does not say that
one is, so letters that may be one count (`writing/composing.py`).
"""

from __future__ import annotations

from collections.abc import Callable

from client.alarm import Alarm, Later

REST_S = 0.15
"""What came from elsewhere is shown so long after the last key."""
LONG_REST_S = 0.5
"""So long, where a word may be being composed, or where the text is long and takes its time to be read: that happens
after one's own saves, too, which are no news."""
LONGEST_S = 1.0
"""What waits longer is shown between two keys, unless a word is being composed."""
MEND_S = 0.06
"""So long after the last key, where the field may lack a key."""
PATIENCE_S = 2.0
"""A window in the background draws nothing and says never that it has shown a text; so the next is given."""


class Resting:
    """The rests of one field. All its methods are called on the event loop."""

    def __init__(
        self,
        later: Later,
        now_s: Callable[[], float],
        composing: Callable[[], bool],
        is_long: Callable[[], bool],
        look: Callable[[], object],
        mend: Callable[[], object],
    ) -> None:
        """`look` takes in what came from elsewhere, and mends; `mend` gives the field the text that it may lack."""
        self._now_s, self._composing, self._is_long = now_s, composing, is_long
        self._look, self._mend = look, mend
        self._to_look, self._to_mend, self._to_draw = Alarm(later), Alarm(later), Alarm(later)
        self._typed_s = -LONG_REST_S
        self._news_since_s: float | None = None

    def typed(self) -> None:
        """A key came."""
        self._typed_s = self._now_s()

    def given(self) -> None:
        """The field is given a text, and will say when it shows it."""
        self._to_mend.cancel()
        self._to_draw.set(PATIENCE_S, self._go_on)

    def drawn(self) -> None:
        """It shows it."""
        self._to_draw.cancel()

    def came(self) -> bool:
        """Something came from elsewhere. True when it may be shown now; else `look` is called when it may."""
        if self._news_since_s is None:
            self._news_since_s = self._now_s()
        if not self._may_look():
            return False
        self._news_since_s = None
        return True

    def look_again(self) -> bool:
        """What waited for a rest may have had it; whether it has."""
        if self._news_since_s is None or not self._may_look():
            return False
        self._look()
        return True

    def mend_soon(self) -> None:
        """The field may lack something."""
        if not self._to_draw.is_set and not self._to_mend.is_set:
            self._to_mend.set(max(0.0, self._typed_s + MEND_S - self._now_s()), self._go_on)

    def cancel(self) -> None:
        """No timer goes off any more."""
        for alarm in (self._to_look, self._to_mend, self._to_draw):
            alarm.cancel()

    def _may_look(self) -> bool:
        self._to_look.cancel()
        if self._to_draw.is_set or self._news_since_s is None:
            return False
        composing = self._composing()
        due_s = self._typed_s + (LONG_REST_S if composing or self._is_long() else REST_S)
        if not composing:
            due_s = min(due_s, self._news_since_s + LONGEST_S)
        rest_s = due_s - self._now_s()
        if rest_s > 0:
            self._to_look.set(rest_s, self.look_again)
        return rest_s <= 0

    def _go_on(self) -> None:
        if not self.look_again():
            self._mend()
