"""The keys that are ours in the browser too: Ctrl+K would go to its address bar, Alt+1 to another of its tabs.

Flet has no word to a browser that a key was taken, so the page itself says it, in a script of one line: an ASGI layer
that puts it into the client's page.
"""

from __future__ import annotations

from views.hosting.asgi import Application, Message, Receive, Scope, Send

PAGE = "/"
SCRIPT = b"""<script>
addEventListener("keydown", event => {
  const found = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.code === "KeyK";
  const place = event.altKey && !event.ctrlKey && /^Digit[1-6]$/.test(event.code);
  if (found || place) event.preventDefault();
}, true);
</script>
"""
CACHED = {b"if-none-match", b"if-modified-since"}
"""With these the browser asks for what it has kept, which an older version may have sent without the script."""


class OwnKeys:
    """Wraps the application that serves the client's page."""

    def __init__(self, app: Application) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on; the client's page with the script in its head."""
        if scope["type"] != "http" or scope["path"] != PAGE:
            await self._app(scope, receive, send)
            return
        start: Message = {}
        body = b""

        async def send_page(message: Message) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start":
                start = message
                return
            body += message.get("body", b"")
            if not message.get("more_body"):
                page = body.replace(b"</head>", SCRIPT + b"</head>", 1)
                dropped = {b"content-length", b"etag", b"last-modified"}
                headers = [(name, value) for name, value in start["headers"] if name.lower() not in dropped]
                headers.append((b"content-length", str(len(page)).encode()))
                await send({**start, "headers": headers})
                await send({"type": "http.response.body", "body": page})

        asked = [(name, value) for name, value in scope["headers"] if name.lower() not in CACHED]
        await self._app({**scope, "headers": asked}, receive, send_page)
