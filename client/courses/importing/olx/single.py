"""A problem of Open edX that comes alone, or many of them."""

from __future__ import annotations

from client.courses.importing.build import Item, course_of, language_of
from client.courses.importing.draft import Draft
from client.courses.importing.elements import XmlError, parse
from client.courses.importing.olx.problem import questions_of
from client.courses.importing.report import Imported, ImportRefusedError
from client.courses.importing.source import Source
from client.courses.importing.trees import Tree
from client.texts import _

_PARTS = ("chapter", "sequential", "vertical", "video", "course", "library", "library_content")


def claims(source: Source) -> bool:
    """Whether this is a problem, or another part of a course of Open edX."""
    root, attributes = source.root
    return root == "problem" or (root in _PARTS and ("url_name" in attributes or "display_name" in attributes))


def read(source: Source) -> Imported:
    """The questions of the problem."""
    if source.root[0] != "problem":
        raise ImportRefusedError(_("这只是 Open edX 课程的一部分，请选择整个课程的文件夹或 tar.gz"))
    return gather([source], source.stem)


def gather(sources: list[Source], title: str, tree: Tree | None = None) -> Imported:
    """The problems as one course."""
    draft = Draft("olx")
    items: list[Item] = []
    for source in sources:
        if source.root[0] != "problem":
            continue
        try:
            problem = parse(source.data)
        except XmlError as error:
            draft.skip(str(error), source.name)
            continue
        name = problem.get("display_name", "") or source.stem
        with draft.reading(_("题目“{title}”").format(title=name)):
            for number, question in enumerate(questions_of(draft, problem)):
                items.append(Item("", f"{source.place or source.name}/{number}", question=question))
    if not items:
        raise draft.refused()
    language = language_of(" ".join(item.question.text for item in items[:20] if item.question))
    return draft.imported(course_of(items, form="olx", identity=title, title=title, language=language))
