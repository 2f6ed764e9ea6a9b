"""HTML as note programs write it, as Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable

from client.courses.importing.html import Attached, to_markdown
from client.courses.importing.markup import escaped, settled

_OPEN, _DONE = "\ue010", "\ue011"
_BOX = re.compile(rf"^([ \t]*)(?:[-*+] |\d+[.)] )?[ \t]*([{_OPEN}{_DONE}])[ \t]*(?:\n(?=\S))?", re.MULTILINE)
OPEN_BOX, DONE_BOX = f"{_OPEN} ", f"{_DONE} "
"""What stands in the HTML for a box that is to be ticked."""
_BETWEEN = re.compile(r"^([ \t]*- \[[ x]\] [^\n]*)\n\n(?=[ \t]*- \[[ x]\] )", re.MULTILINE)


def from_html(html: str, picture: Callable[[str], str | None]) -> str:
    """`html` as Markdown; `picture` gives what a text shows for the address of a picture. Links in the web stay."""
    attached = Attached(picture, links=True)
    shown, _missing = to_markdown(html.strip(), keep_lines=False, words=escaped, attached=attached)
    shown = _BOX.sub(lambda m: f"{m[1]}- [{'x' if m[2] == _DONE else ' '}] ", shown)
    shown = _BETWEEN.sub(r"\1\n", shown)  # boxes one below the other are one list
    return settled(shown.replace(_OPEN, "").replace(_DONE, ""))
