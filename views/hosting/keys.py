"""The keys that are ours in the browser too: Ctrl+K would go to its address bar, Alt+1 to another of its tabs.

Flet has no word to a browser that a key was taken, so the page itself says it, in a script of one line.
"""

from __future__ import annotations

PAGE = "/"
SCRIPT = b"""<script>
addEventListener("keydown", event => {
  const found = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.code === "KeyK";
  const place = event.altKey && !event.ctrlKey && /^Digit[1-6]$/.test(event.code);
  if (found || place) event.preventDefault();
}, true);
</script>
"""


def with_keys(page: bytes) -> bytes:
    """The client's page with the script in its head."""
    return page.replace(b"</head>", SCRIPT + b"</head>", 1)
