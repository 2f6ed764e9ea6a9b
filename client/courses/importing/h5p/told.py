"""Content types that tell something, and those that hold others."""

from __future__ import annotations

import html as entities
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from client.courses.importing import making
from client.courses.importing.draft import Piece, gathered
from client.courses.importing.h5p.params import Params, group, listed, picture, text
from client.courses.importing.making import Told

if TYPE_CHECKING:
    from client.courses.importing.h5p.package import Package


def _text(package: Package, params: Params, title: str) -> list[Piece]:
    return package.draft.pieces(text(params, "text"))


def _table(package: Package, params: Params, title: str) -> list[Piece]:
    return package.draft.pieces(text(params, "text"), title)


def _image(package: Package, params: Params, title: str) -> list[Piece]:
    return package.draft.pieces(picture(params.get("file"), text(params, "alt")))


def _film(package: Package, params: Params, title: str) -> list[Piece]:
    media = package.film(params, title)
    return [Piece(title, "", media)] if media else []


def _accordion(package: Package, params: Params, title: str) -> list[Piece]:
    pieces: list[Piece] = []
    for panel in listed(params, "panels"):
        pieces += package.draft.pieces(f"<h3>{text(panel, 'title')}</h3>")
        pieces += package.nested(panel.get("content"))
    return gathered(pieces)


def _film_with_questions(package: Package, params: Params, title: str) -> list[Piece]:
    inside = group(params, "interactiveVideo")
    video = group(inside, "video")
    film = {"sources": video.get("files"), "textTracks": video.get("textTracks")}
    pieces = [Piece(title, "", package.film(film, title))]
    for interaction in listed(inside.get("assets"), "interactions"):
        pieces += package.nested(interaction.get("action"))
    pieces += package.nested(group(inside, "summary").get("task"))
    return gathered([piece for piece in pieces if not piece.is_empty])


def _cards(package: Package, params: Params, title: str) -> list[Piece]:
    """Cards that are turned, Dialogcards and Flashcards: the front asks, the back answers."""
    pieces: list[Piece] = []
    said = package.draft.html(text(params, "description"))
    for number, card in enumerate([*listed(params, "dialogs"), *listed(params, "cards")]):
        heard = "".join(f'<audio src="{entities.escape(text(f, "path"))}"></audio>' for f in listed(card, "audio"))
        front = package.draft.html(picture(card.get("image"), text(card, "imageAltText")) + text(card, "text") + heard)
        back = package.draft.html(text(card, "answer"))
        if not front.strip():
            continue
        stem = Told(making.together(said, front))
        if "cards" in params and "dialogs" not in params and back and len(back) <= 60:
            question = making.short(stem, [(a, 1.0) for a in package.draft.plain(text(card, "answer")).split("/")])
        else:
            question = making.essay(stem, back)
        pieces.append(Piece(quiz=[(f"{number}-{front[:300]}", question)]))
    return gathered(pieces)


def _hotspots(package: Package, params: Params, title: str) -> list[Piece]:
    """A picture with spots to open: the picture, then what is behind each spot."""
    pieces = package.draft.pieces(picture(params.get("image"), text(params, "backgroundImageAltText")), title)
    for spot in listed(params, "hotspots"):
        if header := text(spot, "header"):
            pieces += package.draft.pieces(f"<h3>{header}</h3>")
        for content in listed(spot, "content"):
            pieces += package.nested(content)
    return gathered(pieces)


def _timeline(package: Package, params: Params, title: str) -> list[Piece]:
    line = group(params, "timeline")
    parts = [f"<h3>{text(line, 'headline')}</h3>{text(line, 'text')}"]
    for date in listed(line, "date"):
        when = "–".join(filter(None, (text(date, "startDate"), text(date, "endDate"))))
        parts.append(f"<p><b>{when}</b> {text(date, 'headline')}</p>{text(date, 'text')}")
    return package.draft.pieces("".join(parts), title)


def _pictures(package: Package, params: Params, title: str) -> list[Piece]:
    """Pictures one after the other, or over each other: Agamotto, collages."""
    parts: list[str] = []
    for item in listed(params, "items"):
        shown = group(group(item, "image"), "params")
        parts.append(picture(shown.get("file"), text(shown, "alt") or text(item, "labelText")))
        parts.append(text(item, "description"))
    parts += [picture(clip.get("image"), text(clip, "alt")) for clip in listed(params.get("collage"), "clips")]
    return package.draft.pieces("".join(parts), title)


def _question_set(package: Package, params: Params, title: str) -> list[Piece]:
    intro = group(params, "introPage")
    pieces = package.draft.pieces(text(intro, "introduction")) if intro.get("showIntroPage") else []
    for action in listed(params, "questions"):
        pieces += package.nested(action)
    made = gathered(pieces)
    if made and not made[0].title:
        made[0].title = title
    return made


def _actions(name: str, inner: str) -> Callable[[Params], list[Any]]:
    return lambda params: [one.get(inner) for one in listed(params, name)]


def _themselves(name: str) -> Callable[[Params], list[Any]]:
    return lambda params: list(listed(params, name))


def _slides(params: Params) -> list[Any]:
    slides = listed(params.get("presentation"), "slides")
    return [element.get("action") for slide in slides for element in listed(slide, "elements")]


def _scenario(params: Params) -> list[Any]:
    return [one.get("type") for one in listed(params.get("branchingScenario"), "content")]


def _map(params: Params) -> list[Any]:
    stages = listed(group(params, "gamemapSteps").get("gamemap"), "elements")
    return [one.get("contentType") for stage in stages for one in listed(stage, "contentsList")]


CONTAINERS: dict[str, Callable[[Params], list[Any]]] = {
    "H5P.Column": _actions("content", "content"),
    "H5P.RowColumn": _actions("content", "content"),
    "H5P.Row": _actions("columns", "content"),
    "H5P.InteractiveBook": _themselves("chapters"),
    "H5P.CoursePresentation": _slides,
    "H5P.BranchingScenario": _scenario,
    "H5P.DocumentationTool": _themselves("pagesList"),
    "H5P.StandardPage": _themselves("elementList"),
    "H5P.Page": _actions("content", "content"),
    "H5P.ImpressPresentation": _actions("views", "action"),
    "H5P.ImageSlider": _themselves("imageSlides"),
    "H5P.ImageSlide": lambda params: [params.get("image")],
    "H5P.Cornell": lambda params: [params.get("exerciseContent") or params.get("content")],
    "H5P.GameMap": _map,
}
"""The actions in a content type that holds others."""

TOLD: dict[str, Callable[[Package, Params, str], list[Piece]]] = {
    "H5P.AdvancedText": _text,
    "H5P.Text": _text,
    "H5P.BranchingText": _text,
    "H5P.Table": _table,
    "H5P.Image": _image,
    "H5P.Video": _film,
    "H5P.Audio": _film,
    "H5P.Accordion": _accordion,
    "H5P.InteractiveVideo": _film_with_questions,
    "H5P.QuestionSet": _question_set,
    "H5P.Dialogcards": _cards,
    "H5P.Flashcards": _cards,
    "H5P.ImageHotspots": _hotspots,
    "H5P.Timeline": _timeline,
    "H5P.Agamotto": _pictures,
    "H5P.Collage": _pictures,
}
