"""What is written in the parameters of a content type; whatever is missing or of another shape is empty."""

from __future__ import annotations

import html as entities
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from typing import Any, TypeVar

from client.courses.importing.draft import Draft
from client.texts import _

Params = dict[str, Any]
T = TypeVar("T")


def listed(params: Any, name: str) -> list[Params]:
    """The groups in the list of that name."""
    value = params.get(name) if isinstance(params, dict) else None
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def strings(params: Any, name: str) -> list[str]:
    """The texts in the list of that name."""
    value = params.get(name) if isinstance(params, dict) else None
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []


def text(params: Any, name: str) -> str:
    """The text of that name."""
    value = params.get(name) if isinstance(params, dict) else None
    return value if isinstance(value, str) else ""


def group(params: Any, name: str) -> Params:
    """The group of that name."""
    value = params.get(name) if isinstance(params, dict) else None
    return value if isinstance(value, dict) else {}


def is_true(value: Any) -> bool:
    """Whether a switch is on; some write it as a word."""
    return value is True or str(value).lower() == "true"


def title_of(action: Params) -> str:
    """What the author calls a content."""
    return text(action.get("metadata"), "title")


def one_by_one(draft: Draft, items: Iterable[T]) -> Iterator[tuple[AbstractContextManager[None], T]]:
    """Each of several questions of one content with what reads it: an unfit one does not take the others with it."""
    place = draft.place
    for number, item in enumerate(items, start=1):
        yield draft.reading(_("{item}（{n}）").format(item=place, n=number)), item


def some_text(params: Params) -> str:
    """A text that tells a content from another in a report."""
    return next((v for name in ("question", "text", "taskDescription", "questions") if (v := text(params, name))), "")


def picture(file: Any, alt: str = "") -> str:
    """The HTML of a picture."""
    path = text(file, "path")
    return f'<img src="{entities.escape(path)}" alt="{entities.escape(alt)}">' if path else ""


def above(params: Params) -> str:
    """The HTML of the picture, recording or film that a question shows above its text."""
    media = group(params, "media")
    action = media if "library" in media else group(media, "type")
    kind, inside = text(action, "library").partition(" ")[0], group(action, "params")
    if kind == "H5P.Image":
        return picture(inside.get("file"), text(inside, "alt"))
    for name, tag in (("files", "audio"), ("sources", "video")):
        for file in listed(inside, name):
            if path := text(file, "path"):
                return f'<{tag} src="{entities.escape(path)}"></{tag}>'
    return ""
