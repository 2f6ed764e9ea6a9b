"""Where the client finds a film or a recording."""

from __future__ import annotations

from client.courses.content import Media
from client.courses.library import OpenLesson
from views.context import App
from views.hosting.packs import pack_url


def source_of(app: App, opened: OpenLesson, media: Media) -> str:
    """A path or an address that the client can play; "" for what is shown by a page of others alone."""
    if media.file and app.page.web:
        return pack_url(opened.manifest.id, media.file)
    if media.file:
        return str(opened.folder / media.file)
    return media.url or ""
