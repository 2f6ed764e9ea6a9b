"""Links that lead into the app from elsewhere: an invitation's address, whichever server wrote it, as our own route.

On phones the system hands over `xueban://open/t/ABCDEF`, the button on the server's page (`server/family/pages.py`);
the scheme and host stand in pyproject.toml, `[tool.flet.android.deep_linking]` and its like for iOS. In a browser it is
`/t/ABCDEF` behind our own address.
"""

from __future__ import annotations

from urllib.parse import quote, unquote, urlsplit

INVITES = {"t": "/teams", "j": "/me/family"}
"""The first part of an invitation's path, and the screen where its code is typed."""


def own_route(link: str) -> str:
    """The route of the screen that `link` leads to; a link from elsewhere that is no invitation leads to Today."""
    address = urlsplit(link)
    first, _slash, code = address.path.strip("/").partition("/")
    if first in INVITES and code and "/" not in code:
        return f"{INVITES[first]}?code={quote(unquote(code), safe='')}"
    return "/" if address.scheme else link
