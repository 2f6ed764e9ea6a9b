"""A contact sheet: small copies of pictures on one page, drawn by the browser that took them."""

import base64
from pathlib import Path

from tests.fakes.browser import chromium

WIDTHS = {"phone": 125, "tablet": 158, "desktop": 256}
WIDE = 1250
CHOSEN = {
    "phone-light": "welcome today course lesson quiz-answered mistakes mistake review-answer sync",
    "tablet-dark": "today course mistakes mistake note me palette",
    "desktop-light": "today course note design-all",
    "desktop-dark": "today mistake quiz-answered me",
    "desktop-light-large": "today mistake note quiz-answered",
}
"""What stands on the sheet, when it was taken: all together would be too small to see."""
LARGEST = 600_000
"""Bytes that a sheet may have: it stands in the README."""


def chosen() -> list[str]:
    """The names of the pictures that stand on the sheet, in order."""
    return [f"{name}-{look}" for look, names in CHOSEN.items() for name in names.split()]


def make_sheet(pictures: list[Path], file: Path) -> None:
    """Put the chosen pictures (all, when none of those is there), one size below the other, on a sheet at `file`."""
    by_name = {picture.stem: picture for picture in pictures}
    pictures = [by_name[name] for name in chosen() if name in by_name] or pictures
    rows = []
    for size, width in WIDTHS.items():
        shown = [picture for picture in pictures if f"-{size}-" in picture.name and picture.exists()]
        tags = "".join(f'<img width="{width}" src="{_inline(picture)}">' for picture in shown)
        rows.append(f"<div>{tags}</div>" if tags else "")
    style = "body{margin:0;padding:12px;background:#e9eee9} div{display:flex;flex-wrap:wrap;gap:8px;margin-bottom:16px}"
    look = "img{border-radius:8px;object-fit:cover;object-position:top;max-height:260px;box-shadow:0 1px 3px #0003}"
    with chromium() as browser:
        page = browser.new_page(viewport={"width": WIDE, "height": 900})
        page.set_content(f"<style>{style}{look}</style>{''.join(rows)}", wait_until="load")
        picture = b""
        for quality in (82, 70, 58, 45):
            picture = page.screenshot(full_page=True, type="jpeg", quality=quality)
            if len(picture) <= LARGEST:
                break
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(picture)


def _inline(picture: Path) -> str:
    return "data:image/png;base64," + base64.b64encode(picture.read_bytes()).decode()
