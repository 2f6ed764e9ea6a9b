"""Marks are put on what is selected, and taken off again."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from client.notes.writing import marks
from client.notes.writing.change import Change
from client.notes.writing.marks import Command


def at(marked: str) -> tuple[str, int, int]:
    """A text with `‹` and `›` around what is selected, or `|` for the cursor."""
    if "‹" in marked:
        start, end = marked.index("‹"), marked.index("›") - 1
        return marked.replace("‹", "").replace("›", ""), start, end
    return marked.replace("|", ""), marked.index("|"), marked.index("|")


def shown(text: str, change: Change) -> str:
    new = change.of(text)
    if change.base == change.extent:
        return new[: change.base] + "|" + new[change.base :]
    return f"{new[: change.base]}‹{new[change.base : change.extent]}›{new[change.extent :]}"


@pytest.mark.parametrize(
    ("command", "before", "after"),
    [
        (marks.bold, "求‹判别式›的值", "求**‹判别式›**的值"),
        (marks.bold, "求**‹判别式›**的值", "求‹判别式›的值"),
        (marks.bold, "求‹**判别式**›的值", "求‹判别式›的值"),
        (marks.bold, "|", "**|**"),
        (marks.italic, "**‹x›**", "***‹x›***"),
        (marks.italic, "*‹x›*", "‹x›"),
        (marks.formula, "‹x^2›", "$‹x^2›$"),
        (marks.formula, "‹a\nb›", "$$\n‹a\nb›\n$$"),
        (marks.cloze, "答案是‹3›", "答案是{{‹3›}}"),
        (marks.heading, "标题|", "# 标题|"),
        (marks.heading, "### 标题|", "标题|"),
        (marks.bullets, "‹一\n二›", "‹- 一\n- 二›"),
        (marks.bullets, "‹- 一\n- 二›", "‹一\n二›"),
        (marks.numbers, "‹一\n\n二›", "‹1. 一\n\n2. 二›"),
        (marks.todo, "- 做|", "- [ ] 做|"),
        (marks.todo, "- [ ] 做|", "- [x] 做|"),
        (marks.todo, "- [x] 做|", "- [ ] 做|"),
        (marks.quote, "话|", "> 话|"),
        (marks.indent, "- 一|", "  - 一|"),
        (marks.outdent, "  - 一|", "- 一|"),
        (marks.link, "见‹判别式›", "见[[判别式]]|"),
        (marks.link, "见|", "见[[|"),
    ],
)
def test_a_command_does_and_undoes(command: Command, before: str, after: str) -> None:
    text, start, end = at(before)
    assert shown(text, command(text, start, end)) == after


def test_blocks_stand_on_lines_of_their_own() -> None:
    assert marks.table("前文", 2, 2).of("前文").startswith("前文\n\n|  |  |\n| --- |")
    text, start, end = at("前文|后文")
    assert marks.place("![图](a.png)")(text, start, end).of(text) == "前文\n\n![图](a.png)\n\n后文"


COMMANDS = [
    marks.bold, marks.italic, marks.strike, marks.code, marks.formula, marks.cloze, marks.display, marks.code_block,
    marks.heading, marks.bullets, marks.numbers, marks.quote, marks.todo, marks.indent, marks.outdent, marks.table,
    marks.rule, marks.link,
]  # fmt: skip


@settings(deadline=None)
@given(st.text("一二*`$#-[] x\n|>1.{}", max_size=30), st.data(), st.sampled_from(COMMANDS))
def test_no_command_loses_a_word_or_selects_what_is_not_there(text: str, data: st.DataObject, command: Command) -> None:
    start, end = sorted((data.draw(st.integers(0, len(text))), data.draw(st.integers(0, len(text)))))
    change = command(text, start, end)
    new = change.of(text)
    assert 0 <= change.base <= len(new)
    assert 0 <= change.extent <= len(new)
    assert [c for c in new if c in "一二"] == [c for c in text if c in "一二"]
