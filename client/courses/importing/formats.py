"""The formats that we read, found by what is in a file, not by its name alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from client.courses.content import Course
from client.courses.importing.report import Imported, ImportRefusedError, Skipped
from client.courses.importing.source import Source
from client.courses.importing.trees import Below, Tree, tree_of
from client.texts import _

MARK = re.compile(r"(?:^|/)(?:moodle_backup\.xml|imsmanifest\.xml|course\.xml|library\.xml|course\.json|h5p\.json|"
                  r"collection\.anki2|mkdocs\.ya?ml|cmi5\.xml)$")  # fmt: skip
"""A file that a course of one of `TREES` has at its top."""

MOST_FILES = 5000
"""So many files of a tree are looked at one by one, when the tree as a whole is of no format."""


@dataclass(frozen=True)
class Format:
    """A reader: `claims` looks at a file quickly, `read` takes it apart or raises `ImportRefusedError`.

    Its module is imported when a file is looked at: who never imports anything carries none of them in memory.
    `gather` reads many files into one course, where such files come in hundreds.
    """

    id: str
    module: str

    def claims(self, source: Source) -> bool:
        """Whether the source is of this format."""
        return self._part("claims")(source)

    def read(self, source: Source) -> Imported:
        """All that is in it."""
        return self._part("read")(source)

    @property
    def gather(self) -> Callable[[list[Source], str, Tree], Imported] | None:
        """What reads many files into one course, if anything does."""
        return getattr(import_module(f"client.courses.importing.{self.module}"), "gather", None)

    def _part(self, name: str) -> Any:
        return getattr(import_module(f"client.courses.importing.{self.module}"), name)


TREES = (  # folders and archives; the surer a format's mark, the earlier
    Format("pack", "pack"),
    Format("anki", "anki"),
    Format("mbz", "moodle.backup"),
    Format("qti21", "qti.package"),
    Format("olx", "olx.course"),
    Format("h5p", "h5p.package"),
    Format("cmi5", "cmi5"),
    Format("imscc", "cartridge"),
    Format("cnxml", "cnxml"),
    Format("markdown", "markdown"),
)
FILES = (
    Format("qti21", "qti.files"),
    Format("qti12", "qti.oldfiles"),
    Format("olx", "olx.single"),
    Format("moodlexml", "moodle.exported"),
    Format("cmi5", "cmi5"),
    Format("cnxml", "cnxml"),
    Format("perseus", "perseus.reader"),
    Format("gaokao", "gaokao"),
    Format("aiken", "moodle.aiken"),
    Format("markdown", "markdown"),
    Format("html", "pages"),
    Format("gift", "gift"),
)


def read(source: Source) -> Imported:
    """What is in `source`. Raises `ImportRefusedError` when we read nothing like it."""
    return _format_of(source).read(source) if source.tree is None else read_tree(source)


def read_tree(source: Source) -> Imported:
    """What is in a folder or an archive; courses of any format may lie in folders of it."""
    assert source.tree is not None  # noqa: S101 - what the caller looked at
    for form in TREES:
        if form.claims(source):
            return form.read(source)
    return _one_by_one(source, _carved(source.tree))


def _carved(tree: Tree) -> list[str]:
    """The folders of the tree that are a course each, by the file that such a course has at its top."""
    found = sorted(
        {name.rpartition("/")[0] for name in tree.names if MARK.search(name)}, key=lambda f: (f.count("/"), f)
    )
    carved: list[str] = []
    for folder in found:
        if folder and not any(folder.startswith(f"{above}/") for above in carved):
            carved.append(folder)
    return carved


def _format_of(source: Source) -> Format:
    for form in FILES:
        if form.claims(source):
            return form
    raise ImportRefusedError(
        _(
            "认不出这个文件的格式。能导入 Moodle（GIFT、XML、Aiken、.mbz）、Common Cartridge、QTI、Open edX、Anki、"
            "H5P、cmi5、Perseus、CNXML、Markdown、高考题库 JSON 和学伴课程包"
        )
    )


def _one_by_one(source: Source, carved: list[str]) -> Imported:
    """A tree of courses and of files that each stand alone: of those that come in hundreds, one course a format."""
    assert source.tree is not None  # noqa: S101 - what the caller looked at
    read: list[Imported] = []
    many: dict[Format, list[Source]] = {}
    skipped: list[Skipped] = []
    reason = ""
    left = source.tree.names
    for folder in carved:
        inside = Source(folder.rpartition("/")[2], tree=Below(source.tree, folder))
        form = next((form for form in TREES if form.claims(inside)), None)
        if form is None:
            continue
        left = [name for name in left if not name.startswith(f"{folder}/")]
        try:
            read.append(form.read(inside))
        except ImportRefusedError as error:
            reason = reason or _("{item}：{reason}").format(item=folder, reason=error)
            skipped.append(Skipped(folder, str(error)))
    for name in left[:MOST_FILES]:
        folder, _slash, file = name.rpartition("/")
        try:
            data = source.tree.read(name)
            if source.unpacks and (inner := tree_of(data, file)):
                read.append(read_tree(Source(file, tree=inner)))
                continue
            one = Source(file, data, beside=Below(source.tree, folder), place=name)
            one.check()
            form = _format_of(one)
        except ImportRefusedError as error:
            reason = reason or _("{item}：{reason}").format(item=name, reason=error)
            if not one_of_many(name):
                skipped.append(Skipped(name, str(error)))
            continue
        if form.gather is not None:
            many.setdefault(form, []).append(one)
            continue
        try:
            read.append(form.read(one))
        except ImportRefusedError as error:
            skipped.append(Skipped(name, str(error)))
    for form, sources in many.items():
        if form.id in ("markdown", "html") and (read or len(many) > 1) and not _is_book(sources):
            continue  # a few words beside a question bank are no course
        assert form.gather is not None  # noqa: S101 - that is why it is here
        try:
            read.append(form.gather(sources, source.stem, source.tree))
        except ImportRefusedError as error:
            skipped += [Skipped(one.name, str(error)) for one in sources]
    if not read:
        raise ImportRefusedError(
            _("{name} 里没有能导入的文件。{reason}").format(name=source.name, reason=reason).strip()
        )
    return _together(read, skipped)


def _is_book(sources: list[Source]) -> bool:
    return any(not one_of_many(source.name) for source in sources)


def one_of_many(name: str) -> bool:
    """Whether nobody misses that file: programs, styles, licences."""
    ending = name.rpartition(".")[2].lower()
    return ending in {
        "js", "css", "map", "woff", "woff2", "ttf", "otf", "eot", "py", "md5", "log", "ini", "lock", "xsd", "dtd",
        "png", "jpg", "jpeg", "gif", "svg", "webp", "mp3", "mp4", "srt", "vtt", "sjson",
    } or name.rpartition("/")[2].upper().startswith(("LICENSE", "README"))  # fmt: skip


def _together(read: list[Imported], skipped: list[Skipped]) -> Imported:
    forms = dict.fromkeys(one.format for one in read)
    courses: dict[str, Course] = {}
    for course in (course for one in read for course in one.courses):
        number = 2
        key = course.id
        while key in courses and courses[key] != course.model_copy(update={"id": key}):
            key, number = f"{course.id}-{number}", number + 1
        courses[key] = course.model_copy(update={"id": key})
    return Imported(
        next(iter(forms)) if len(forms) == 1 else "mixed",
        tuple(courses.values()),
        (*(entry for one in read for entry in one.skipped), *skipped),
        tuple(entry for one in read for entry in one.notes),
        {path: data for one in read for path, data in one.files.items()},
    )
