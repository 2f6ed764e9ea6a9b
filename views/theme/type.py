"""The type scale, for Chinese and Latin together; Chinese needs more leading than Latin does.

Sizes follow what the person asked for (`scale_text`), as texts follow the language: for the whole process at once. The
styles change in place, so a tree that already shows them must be built anew: give its root a `key` with the scale.
"""

import flet as ft

DISPLAY = ft.TextStyle(size=34, weight=ft.FontWeight.W_700, height=1.2)  # a number to see from afar
TITLE = ft.TextStyle(size=26, weight=ft.FontWeight.W_700, height=1.3)  # the name of a screen
LEAD = ft.TextStyle(size=21, weight=ft.FontWeight.W_600, height=1.35)  # what a card is about, when it is the only one
HEADING = ft.TextStyle(size=18, weight=ft.FontWeight.W_600, height=1.4)
READING = ft.TextStyle(size=17, height=1.7)  # texts of lessons and questions
BODY = ft.TextStyle(size=16, height=1.6)
LABEL = ft.TextStyle(size=15, weight=ft.FontWeight.W_500, height=1.4)
CAPTION = ft.TextStyle(size=13, height=1.4)

STYLES = (DISPLAY, TITLE, LEAD, HEADING, READING, BODY, LABEL, CAPTION)
_USUAL = tuple(style.size or 0 for style in STYLES)
_USUAL_BODY = BODY.size or 0
SMALLEST, LARGEST = 1.0, 2.0
GROWTH = 1.5


def scale_text(factor: float) -> None:
    """Show all texts at `factor` times their usual size, 1 to 2 (WCAG 2.2, 1.4.4)."""
    factor = min(max(factor, SMALLEST), LARGEST)
    for style, size in zip(STYLES, _USUAL, strict=True):
        vars(style).pop("_frozen", None)  # Flet marks what it has drawn, and lets nobody change it
        style.size = round(size * factor, 1)


def lines(usual: int) -> int:
    """How many lines a text may take that is bounded to `usual` ones: twice as many when it is large."""
    return usual * 2 if text_scale() > 1.2 else usual


def text_scale() -> float:
    """How much larger than usual texts are shown now."""
    return (BODY.size or 0) / _USUAL_BODY


def grown(usual: float) -> float:
    """Pixels of what stands among words, a sign or a disc: it grows with them to a half more; rows keep their room."""
    return usual * min(text_scale(), GROWTH)
