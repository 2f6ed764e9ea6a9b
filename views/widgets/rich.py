"""Markdown as courses write it: formulas, tables, drawings on white paper, and what can be played."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import flet as ft

from client.courses.media import FILMS, SOUNDS
from views.theme import FIELD_RADIUS, GAP, HEADING, LABEL, M, Role, text_scale
from views.widgets.drawing import Drawing, read_picture
from views.widgets.formula import Formula
from views.widgets.formulas import flowing
from views.widgets.speech import say

DRAWING = re.compile(
    r"^!\[(?P<caption>[^\]]*)\]\((?P<file>[^)\n]+\.(?:svg|png|jpe?g|gif|webp))\)\s*$", re.MULTILINE | re.IGNORECASE
)
CLIP = re.compile(
    r"^!\[(?P<said>[^\]]*)\]\((?P<clip>[^)\n]+\.(?:" + "|".join(sorted(SOUNDS | FILMS)) + r"))\)\s*$",
    re.MULTILINE | re.IGNORECASE,
)
LIST_INDENT = 1.75
"""The room of a list's signs, in sizes of the text: the widest is 10."""

PART = re.compile(
    r"(?P<code>```.*?```)"
    r"|^[ \t]*\$\$(?P<display>.+?)\$\$[ \t]*$"
    r"|^\$(?P<alone>[^$\n]+)\$[ \t]*$"
    r"|" + DRAWING.pattern + "|" + CLIP.pattern,
    re.MULTILINE | re.DOTALL | re.IGNORECASE,
)
"""What stands on lines of its own: a display formula, a formula alone, a drawing, a clip; code is left as it is."""


def RichText(
    markdown: str,
    base_dir: Path | None = None,
    size: float = 16,
    selectable: bool = True,
    spoken: bool = True,
    on_link: Callable[[ft.Event[ft.Markdown]], Any] | None = None,
) -> ft.Control:
    """`markdown` with LaTeX between dollars; a line holding only `![caption](file.png)` is a picture from `base_dir`.

    So is a recording or a film: `![title](file.mp3)`.

    Args:
        markdown: as in a lesson or a note.
        base_dir: the folder of the course that they are from.
        size: of the running text, in logical pixels before the text scale.
        selectable: False on something that can be pressed: a selection would take the press.
        spoken: False where the words around it already say what it says.
        on_link: told of a pressed link by the event's data; without it links open in the browser.

    """
    parts = list(_parts(markdown, base_dir, size, selectable, spoken, on_link))
    if len(parts) == 1:
        return parts[0]
    return ft.Column(parts, spacing=M, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


def preload(texts: Iterable[str], base_dir: Path) -> None:
    """Read the drawings of `texts` from the disk, so that `RichText` need not; blocks: call it in a thread."""
    for text in texts:
        for match in DRAWING.finditer(text):
            read_picture(base_dir / match["file"])


def _parts(
    markdown: str, base_dir: Path | None, size: float, selectable: bool, spoken: bool, on_link: Any
) -> Iterator[ft.Control]:
    end, found = 0, False
    for match in PART.finditer(markdown):
        if match["code"]:
            continue
        if before := markdown[end : match.start()].strip():
            yield _prose(before, size, selectable, spoken, on_link)
        if match["file"]:
            yield Drawing(match["caption"], base_dir / match["file"] if base_dir else None)
        elif match["clip"]:
            from views.widgets.clip import Clip  # with it comes the courses' format: few texts have a clip

            yield Clip(match["said"], base_dir, match["clip"])
        else:
            yield Formula(match["display"] or match["alone"], size)
        end, found = match.end(), True
    if (rest := markdown[end:].strip()) or not found:
        yield _prose(rest, size, selectable, spoken, on_link)


def _prose(markdown: str, size: float, selectable: bool, spoken: bool, on_link: Any = None) -> ft.Control:
    size = round(size * text_scale(), 1)
    body = ft.TextStyle(size=size, height=1.7, color=Role.TEXT)
    head = ft.TextStyle(size=size + 3, weight=HEADING.weight, height=1.5, color=Role.TEXT)
    flows = flowing(markdown)
    shown = ft.Markdown(
        flows,
        extension_set=ft.MarkdownExtensionSet.GITHUB_WEB,
        selectable=selectable,
        auto_follow_links=selectable and on_link is None,
        on_tap_link=on_link,
        auto_follow_links_target=ft.UrlTarget.BLANK,
        latex_style=ft.TextStyle(size=size + 1, color=Role.TEXT),
        md_style_sheet=ft.MarkdownStyleSheet(
            p_text_style=body,
            h1_text_style=head,
            h2_text_style=head,
            h3_text_style=ft.TextStyle(size=size + 1, weight=HEADING.weight, height=1.5, color=Role.TEXT),
            list_bullet_text_style=body,
            list_indent=round(size * LIST_INDENT),
            a_text_style=ft.TextStyle(color=Role.ON_SOFT, bgcolor=Role.SOFT),
            # Bold words in a link are those that are marked (`client.notes.writing.links.MARK`).
            strong_text_style=ft.TextStyle(weight=ft.FontWeight.BOLD, color=Role.TEXT),
            blockquote_text_style=ft.TextStyle(size=size, height=1.7, color=Role.ON_SOFT),
            table_body_text_style=ft.TextStyle(size=size - 1, color=Role.TEXT),
            table_head_text_style=ft.TextStyle(size=size - 1, weight=LABEL.weight, color=Role.TEXT),
            table_cells_padding=ft.Padding.symmetric(horizontal=12, vertical=8),
            blockquote_decoration=ft.BoxDecoration(bgcolor=Role.SOFT, border_radius=FIELD_RADIUS),
            blockquote_padding=M,
            block_spacing=GAP,
        ),
    )
    if not spoken or "$" not in flows:
        return shown
    return ft.Semantics(label=say(markdown), exclude_semantics=True, content=shown)  # glyphs of LaTeX say nothing
