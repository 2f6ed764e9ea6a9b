"""The app's font is among those that the web client loads before its first frame.

Told of it by the page, as Flet has it, the client draws its first frame without: its Chinese shows a moment later, when
1.6 MB have come, after the whole screen was laid out and drawn in vain and slices of another font were asked for.
"""

from __future__ import annotations

import json

from views.theme.themes import FONT, FONTS

MANIFEST = "/assets/FontManifest.json"
ASSET = f"fonts/{FONTS[FONT].rpartition('/')[2]}"
"""Its address as the manifest has addresses: below /assets/, where `paths.py` finds it."""


def with_own_font(manifest: bytes) -> bytes:
    """Flet's list of fonts, with one font more."""
    return json.dumps([*json.loads(manifest), {"family": FONT, "fonts": [{"asset": ASSET}]}]).encode()
