"""Markdown files as lessons: one alone, or a folder in the order of its navigation, else of its names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from client.courses.content import Attribution
from client.courses.importing.build import Head, Unit, course_from
from client.courses.importing.draft import Draft, Piece
from client.courses.importing.markdown import dialect, yaml
from client.courses.importing.report import Imported, ImportRefusedError
from client.courses.importing.source import Source
from client.courses.importing.trees import Tree, joined
from client.texts import _

ENDINGS = (".md", ".markdown", ".mkd", ".mdx")
_NAVIGATION = ("mkdocs.yml", "mkdocs.yaml")
_FRONT = re.compile(r"\A\ufeff?---\s*\n(?:.*\n)*?title\s*:", re.IGNORECASE)
_LEFT_OUT = re.compile(
    r"(?:^|/)(?:license|licence|changelog|contributing|code_of_conduct|security)\b[^/]*$", re.IGNORECASE
)


def claims(source: Source) -> bool:
    """Whether this is Markdown by its name or front matter, or a tree with the navigation of MkDocs."""
    if source.tree is not None:
        return any(name in source.tree.names for name in _NAVIGATION)
    head = source.data[:2000].decode("utf-8", "replace")
    return source.name.lower().endswith(ENDINGS) or bool(_FRONT.match(head))


def read(source: Source) -> Imported:
    """The lesson, or the book."""
    if source.tree is None:
        return gather([source], source.stem)
    return _book(source.tree, source.stem)


def gather(sources: list[Source], title: str, tree: Tree | None = None) -> Imported:
    """The files as one course, folder by folder."""
    draft = Draft("markdown")
    files = [
        (source.place or source.name, source) for source in sources if not _LEFT_OUT.search(source.place or source.name)
    ]
    lessons = [(name, source) for name, source in files if len(files) == 1 or not _is_readme(name)] or files
    units: list[Unit] = []
    for name, source in lessons:
        folder = PurePosixPath(name).parent.as_posix()
        section = "" if folder == "." else folder.replace("/", " / ")
        around = tree if tree is not None else source.beside
        try:
            units += _lesson(draft, around, name, source.text, "", section)
        except ImportRefusedError as error:
            if len(lessons) == 1:
                raise
            draft.skip(str(error), name)
    named = units[0].title if len(units) == 1 else title
    return draft.imported(course_from(units, "markdown", Head(title, named)))


def _book(tree: Tree, stem: str) -> Imported:
    names = set(tree.names)
    settings = tree.read(next(name for name in _NAVIGATION if name in names)).decode("utf-8", "replace")
    about = yaml.scalars(re.split(r"^nav\s*:", settings, maxsplit=1, flags=re.MULTILINE)[0])
    docs = str(about.get("docs_dir") or "docs").strip("/")
    draft = Draft("markdown")
    listed = list(_listed(yaml.navigation(settings), ""))
    units: list[Unit] = []
    seen: set[str] = set()
    for title, file, section in listed:
        path = joined(docs, file)
        if not file.lower().endswith(ENDINGS):
            continue
        if path is None or path not in names:
            draft.skip(_("目录里有这一页，文件不在这里"), file)
            continue
        seen.add(path)
        units += _read(draft, tree, path, title, section)
    for path in sorted(names - seen):
        if path.startswith(f"{docs}/") and path.lower().endswith(ENDINGS):
            folder = PurePosixPath(path).parent.relative_to(docs).as_posix()
            units += _read(draft, tree, path, "", "" if folder == "." else folder.replace("/", " / "))
    name = str(about.get("site_name") or "") or stem
    url = str(about.get("site_url") or "")
    author = str(about.get("site_author") or "")
    attribution = Attribution(
        title=name, authors=(author,) if author else (), source_url=url if re.match(r"https?://\S+$", url) else None
    )
    head = Head(name, name, summary=str(about.get("site_description") or ""), attribution=attribution)
    return draft.imported(course_from(units, "markdown", head))


def _listed(nav: yaml.Nav, section: str) -> Iterator[tuple[str, str, str]]:
    for title, below in nav:
        if isinstance(below, str):
            yield title, below, section
        else:
            yield from _listed(below, f"{section} / {title}" if section else title)


def _is_readme(name: str) -> bool:
    return PurePosixPath(name).name.lower().startswith("readme")


def _read(draft: Draft, tree: Tree, path: str, title: str, section: str) -> list[Unit]:
    try:
        return _lesson(draft, tree, path, Source(path, tree.read(path)).text, title, section)
    except ImportRefusedError as error:
        draft.skip(str(error), path)
        return []


def _lesson(draft: Draft, tree: Tree | None, name: str, text: str, title: str, section: str) -> list[Unit]:
    folder = PurePosixPath(name).parent.as_posix()

    def look(address: str) -> bytes | None:
        for candidate in (joined(folder, address), joined("", address), joined("docs", address)):
            try:
                if tree is not None and candidate:
                    return tree.read(candidate)
            except (KeyError, ImportRefusedError):
                continue
        return None

    def picture(address: str) -> str | None:
        path = draft.picture(address)
        if path is None:
            draft.note(_("图片 {name} 不在文件里").format(name=address[-60:]))
        return path

    def include(path: str) -> str | None:
        data = look(re.split(r":[\w-]*$", path)[0])
        if data is None:
            draft.note(_("引用的文件 {name} 不在这里").format(name=path[-60:]))
        return data.decode("utf-8", "replace") if data is not None else None

    with draft.reading(name):
        draft.lookup = look
        about, body = yaml.front_matter(text)
        first, rest = dialect.title_of(body)
        shown = dialect.plain(rest if first else body, picture, include)
        named = title or str(about.get("title") or "") or first or PurePosixPath(name).stem
        pieces = [Piece(heading, part) for heading, part in dialect.sections_of(shown)]
        summary = str(about.get("description") or "")
        return [Unit(name, named, [p for p in pieces if p.title or p.body], section=section, summary=summary)]
    return []
