"""Mergeable text, in pure Python.

text.py      a text at one replica: edit, apply, anchors
ops.py       what an edit says; folding and cutting
wire.py      edits as JSON
storage.py   a text as bytes
logged.py    a text as a log makes it: from state to state
healing.py   what another state of the same text lacks
splices.py   what changed between two versions of a text
runs.py      the characters in their order, as runs in blocks: put in and deleted
places.py    where characters are: from an index, from an id, and back
spans.py     runs and blocks
index.py     from a character's id to its block
varints.py   numbers as bytes
"""

from sync.text.healing import merge, missing_from
from sync.text.logged import LoggedText
from sync.text.ops import CharId, Delete, Insert, TextOp, fold, pieces
from sync.text.splices import Splice, clean, splice
from sync.text.storage import BadTextError, decode, encode
from sync.text.text import Anchor, Text
from sync.text.wire import MOST_NAME_CHARS, BadTextOpError, from_json, is_edit, only_insert, to_json

__all__ = [
    "MOST_NAME_CHARS",
    "Anchor",
    "BadTextError",
    "BadTextOpError",
    "CharId",
    "Delete",
    "Insert",
    "LoggedText",
    "Splice",
    "Text",
    "TextOp",
    "clean",
    "decode",
    "encode",
    "fold",
    "from_json",
    "is_edit",
    "merge",
    "missing_from",
    "only_insert",
    "pieces",
    "splice",
    "to_json",
]
