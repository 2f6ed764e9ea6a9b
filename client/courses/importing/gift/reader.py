"""A whole GIFT file: what can be read becomes a course, what cannot is named with its number, first words and line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from client.courses.importing.build import Item, course_of
from client.courses.importing.gift.again import lost_in, read_block, restored
from client.courses.importing.gift.blocks import Block, split
from client.courses.importing.gift.kinds import question_of
from client.courses.importing.gift.parse import GiftError, Parsed, parse
from client.courses.importing.markup import plain_words, render
from client.courses.importing.report import Imported, ImportRefusedError, Skipped, first_words
from client.courses.importing.source import Source
from client.texts import _

_ANSWER = re.compile(r"(?<!\\)\{\s*(?:[=~#}]|(?:T|F|TRUE|FALSE)\s*[#}])")
_OTHER_LANGUAGE = re.compile(r"^\s*(?:<[?!a-z]|%!|\{\s*\"|\[\s*\{)", re.IGNORECASE)
_TITLE = re.compile(r"^\s*::[^:\n]+::", re.MULTILINE)
_EXPORT = re.compile(r"^(?:questions|题目)-(.+?)-\d{8}-\d{4}$")
_NAMELESS = re.compile(
    r"^(?:gift|questions?|quiz|test|export|import|题目?|题库|试题|练习|测验|新建.*|\W*)[\s\d()（）_-]*$", re.I
)


def claims(source: Source) -> bool:
    """Whether this is GIFT: by its name, or by an answer block that only GIFT has."""
    if re.search(r"\.gift(?:\.txt)?$", source.name, re.IGNORECASE):
        return True
    text = source.text
    if _OTHER_LANGUAGE.match(text) or not _ANSWER.search(text):
        return text.lstrip().startswith("$CATEGORY:")
    return bool(_TITLE.search(text)) or _asks(text)


def _asks(text: str) -> bool:
    """Whether a question in `text` can be read: a program's braces look like answers, but seldom hold one."""
    good = bad = 0
    for block in split(text):
        try:
            parsed = parse(block.text)
            good += parsed.truth is not None or parsed.numeric or bool(parsed.answers and parsed.answers[0].mark)
        except GiftError:
            bad += 1
        if good > 20:
            return True
    return good > 0 and good * 4 >= bad


def read(source: Source) -> Imported:
    """Every question of the file. Raises `ImportRefusedError` when there is not one, nor anything to read."""
    skipped: list[Skipped] = []
    notes: list[Skipped] = []
    blocks = list(split(source.text))
    items = list(_items(blocks, skipped, notes))
    if not items:
        raise ImportRefusedError(_refusal(skipped))
    title, identity = _named(source, blocks)
    course = course_of(items, form="gift", identity=identity, title=title, summary=_("从 Moodle GIFT 文件导入"))
    return Imported("gift", (course,), tuple(skipped), tuple(notes))


def _items(blocks: list[Block], skipped: list[Skipped], notes: list[Skipped]) -> Iterator[Item]:
    number = 0
    for block in blocks:
        lost = lost_in(block.comments, block.text)
        if lost == {}:
            continue  # it only stands for something in Moodle: the question itself was the one before
        try:
            parsed = parse(block.text)
            number += parsed.answered
            if lost and (question := restored(read_block(block.text), lost)):
                yield Item(block.category, block.id or question.text, question=question)
                continue
            yield _item(block, parsed, number, notes)
        except GiftError as error:
            if not _is_answered(block):
                number += 1
            skipped.append(Skipped(_place(number, block, error.line), str(error)))


def _item(block: Block, parsed: Parsed, number: int, notes: list[Skipped]) -> Item:
    key = block.id or parsed.title or parsed.text.words
    if not parsed.answered:
        shown = render(*parsed.text)
        place = _place(number, block)
        notes += [Skipped(place, _("图片 {name} 不在文件里").format(name=name)) for name in shown.missing]
        return Item(block.category, key, reading=shown.text or parsed.title, section=parsed.title)
    made = question_of(parsed)
    notes += [Skipped(_place(number, block), note) for note in made.notes]
    return Item(block.category, key, question=made.question)


def _is_answered(block: Block) -> bool:
    try:
        return parse(block.text).answered
    except GiftError:
        return False


def _place(number: int, block: Block, line: int = 0) -> str:
    words = re.sub(r"^\s*::(.*?)::", r"\1 ", block.text, flags=re.DOTALL)
    words = first_words(
        plain_words(re.sub(r"\[(?:html|moodle|plain|markdown)\]", "", words.partition("{")[0]), "moodle")
    )
    said = _("第 {n} 题“{words}”") if words else _("第 {n} 题")
    return said.format(n=number, words=words) + _("（第 {line} 行）").format(line=block.line + line)


def _refusal(skipped: list[Skipped]) -> str:
    if not skipped:
        return _("文件里没有题目，只有分类或注释")
    first = _("{item}：{reason}").format(item=skipped[0].item, reason=skipped[0].reason)
    return _("{n} 道题都无法读取。{first}").format(n=len(skipped), first=first)


def _named(source: Source, blocks: list[Block]) -> tuple[str, str]:
    """The course's title, and by what it is known again: not by a name that every other file has too."""
    stem = source.stem
    if export := _EXPORT.match(stem):
        stem = export[1]
    categories = list(dict.fromkeys(block.category for block in blocks if block.category))
    if not _NAMELESS.match(stem):
        return stem, stem
    shared = _common(categories)
    title = shared or (categories[0] if len(categories) == 1 else "") or stem or _("导入的题目")
    return title, "\n".join([title, *categories]) if categories else f"{title}\n{blocks[0].text}"


def _common(categories: list[str]) -> str:
    steps = [category.split(" / ") for category in categories]
    if len(steps) < 2:
        return ""
    same = 0
    while all(len(a) > same and len(b) > same and a[same] == b[same] for a, b in pairwise(steps)):
        same += 1
    return " / ".join(steps[0][:same])
