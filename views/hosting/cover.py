"""What stands in the browser until the first screen is drawn: the leaf on our own ground, and a word.

Flet's page shows Flet's own sign, on white; its client then draws "Working..." on a ground of its own until it has
heard of a screen. Ours lies over both. The client gives the page its title in the frame that has the first screen
(before, it is empty), but without a graphics card that frame is drawn up to a second later: a pixel of it tells.
"""

from __future__ import annotations

import re

from client.texts import _
from views.theme.palettes import DARK, LIGHT

FLETS = re.compile(rb'<div id="loading".*?</div>', re.DOTALL)
GROUNDS = ("248,249,255", "17,20,24")
"""Behind Flet's "Working...", by day and by night: of Flet 1.0.5."""

STYLE = """<meta name="viewport" content="width=device-width, initial-scale=1.0, maximum-scale=1.0, user-scalable=no">
<style>
  body {{ background: {light}; }}
  #cover {{
    position: fixed; inset: 0; z-index: 9; pointer-events: none; transition: opacity .2s;
    display: flex; flex-direction: column; align-items: center; justify-content: center; gap: 16px;
    background: {light}; color: {light_quiet}; font: 16px sans-serif;
  }}
  @media (prefers-color-scheme: dark) {{
    body {{ background: {dark}; }}
    #cover {{ background: {dark}; color: {dark_quiet}; }}
  }}
  @media (prefers-reduced-motion: reduce) {{ #cover {{ transition: none; }} }}
</style>
"""
COVER = """<div id="cover" role="status">
<img src="icons/leaf.svg" width="96" height="96" alt="">
<span>{words}</span>
</div>
<script>
addEventListener("flutter-first-frame", () => {{
  const grounds = {grounds}, cover = document.getElementById("cover");
  const pixel = Object.assign(document.createElement("canvas"), {{ width: 1, height: 1 }});
  const pen = pixel.getContext("2d", {{ willReadFrequently: true }});
  const isDrawn = () => {{
    const canvas = document.querySelector("flt-glass-pane")?.shadowRoot?.querySelector("canvas");
    if (!canvas?.width) return false;
    pen.drawImage(canvas, 2, 2, 1, 1, 0, 0, 1, 1);
    const [red, green, blue, alpha] = pen.getImageData(0, 0, 1, 1).data;
    return alpha === 255 && !grounds.includes([red, green, blue].join());
  }};
  let patience = 150; // looks after the title, 20 ms apart: without a canvas that can be read it goes all the same
  const look = () => {{
    if (!document.title || (patience-- > 0 && !isDrawn())) return setTimeout(look, 20);
    cover.style.opacity = 0;
    setTimeout(() => cover.remove(), 200);
  }};
  look();
}}, {{ once: true }});
</script>"""


def with_cover(page: bytes) -> bytes:
    """The client's page with our cover in place of Flet's."""
    style = STYLE.format(
        light=LIGHT["surface"],
        light_quiet=LIGHT["on_surface_variant"],
        dark=DARK["surface"],
        dark_quiet=DARK["on_surface_variant"],
    )
    cover = COVER.format(words=_("正在打开学伴…"), grounds=list(GROUNDS))
    page = page.replace(b"</head>", style.encode() + b"</head>", 1)
    return FLETS.sub(lambda _found: cover.encode(), page, count=1)
