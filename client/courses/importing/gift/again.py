"""Questions that we wrote ourselves come back whole: what GIFT cannot hold stands in a comment above them.

`// [xueban: {"of": "…", "with": {…}}]`: `with` are the fields that GIFT lost, `of` the fingerprint of the question that
it belongs to. Who changes the question in a text editor gets the changed one: then the comment no longer fits.
"""

from __future__ import annotations

import json
import re
from typing import Any

from pydantic import ValidationError

from client.courses.content import Question
from client.courses.importing.build import fingerprint
from client.courses.importing.gift.kinds import question_of
from client.courses.importing.gift.parse import GiftError, parse
from client.courses.questions import question_from

_COMMENT = re.compile(r"^\s*//\s*\[xueban:\s*(\{.*\})\s*\]\s*$", re.MULTILINE)


def comment(source: str, lost: dict[str, Any]) -> str:
    """The comment that carries `lost` for the block `source`; nothing lost means that the block is not read at all."""
    data = {"of": fingerprint(source.strip()), "with": lost}
    return f"// [xueban: {json.dumps(data, ensure_ascii=False, separators=(',', ':'))}]"


def lost_in(comments: str, source: str) -> dict[str, Any] | None:
    """What the comments carry for the block `source`; None when there is nothing, or it belongs to another."""
    found = _COMMENT.search(comments)
    if not found:
        return None
    try:
        data = json.loads(found[1])
    except (ValueError, RecursionError):
        return None
    if not isinstance(data, dict) or data.get("of") != fingerprint(source.strip()):
        return None
    lost = data.get("with")
    return lost if isinstance(lost, dict) else None


def restored(question: Question | None, lost: dict[str, Any]) -> Question | None:
    """The question with what was lost; None when it cannot be put together."""
    whole = question.model_dump(mode="json") if question is not None and "kind" not in lost else {}
    try:
        return question_from({**whole, **lost, "id": ""})
    except ValidationError:
        return None


def read_block(source: str) -> Question | None:
    """The question that a block without comments reads as; None for none."""
    try:
        parsed = parse(source)
        return question_of(parsed).question if parsed.answered else None
    except GiftError:
        return None
