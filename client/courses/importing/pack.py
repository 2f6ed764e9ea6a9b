"""The open pack format itself, see `assets/courses/FORMAT.md`: our own courses come back as they went."""

from __future__ import annotations

import json

from pydantic import ValidationError

from client.courses.content import Course, Lesson, inside
from client.courses.importing.report import Imported, ImportRefusedError
from client.courses.importing.source import Source
from client.courses.packs import MANIFEST, Manifest
from client.texts import _


def claims(source: Source) -> bool:
    """Whether this is a pack, as a folder or as a zip."""
    return source.tree is not None and MANIFEST in source.tree.names


def read(source: Source) -> Imported:
    """The course with all its files. Raises `ImportRefusedError` with what is wrong and where."""
    tree = source.tree
    assert tree is not None  # noqa: S101 - it was claimed
    names = set(tree.names)
    name = MANIFEST
    try:
        manifest = Manifest.model_validate(json.loads(tree.read(MANIFEST)))
        lessons: list[Lesson] = []
        for entry in manifest.lessons:
            name = entry.file
            if name not in names:
                raise ImportRefusedError(_("课程缺少文件 {file}").format(file=name))
            data = json.loads(tree.read(name))
            if not isinstance(data, dict):
                raise ImportRefusedError(_("课程文件 {file} 的格式不对").format(file=name))
            lessons.append(Lesson.model_validate({**data, **entry.model_dump(exclude={"file"})}))
        name = MANIFEST
        course = Course(**manifest.model_dump(exclude={"lessons"}), lessons=tuple(lessons))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(step) for step in first["loc"])
        sentence = _("课程文件 {file} 的格式不对（{place}：{why}）")
        raise ImportRefusedError(sentence.format(file=name, place=where, why=first["msg"])) from error
    except (ValueError, RecursionError) as error:
        if isinstance(error, ImportRefusedError):
            raise
        raise ImportRefusedError(_("课程文件 {file} 无法读取").format(file=name)) from error
    own = {MANIFEST, *(entry.file for entry in manifest.lessons)}
    files = {inside(path): tree.read(path) for path in sorted(names - own)}
    return Imported("pack", (course,), files=files)
