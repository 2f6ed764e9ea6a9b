"""How the screens reach a person: in a window of their own, or in the browser.

window.py        Flet's desktop client, and whether it can be had here
browser.py       the web client, served at 127.0.0.1
paths.py         which file answers which address
fonts.py         the app's font, which the web client loads before its first frame
cover.py         what stands there until the first screen is drawn
origin.py        only our own page may talk to the app: 127.0.0.1 is open to every site in the same browser
packs.py         films and recordings of courses
keys.py          the keys that are ours in the browser too
keystore.py      where phones keep secrets
sending.py       how a message goes to the browser, also to one that has just left
rewriting.py     changes one file of Flet's on its way
asgi.py          the shapes that the layers around Flet's application share
"""

from views.hosting.browser import open_browser, serve
from views.hosting.window import NoWindowError, open_window

__all__ = ["NoWindowError", "open_browser", "open_window", "serve"]
