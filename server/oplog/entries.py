"""An entry of a log as JSON, for pages and for hints."""

from __future__ import annotations

import json

_quote = json.encoder.encode_basestring


def entry_as_json(
    seq: int, device_id: str, n: int, kind: str, type_: str, record_id: str, fields: str, base: int, stamp: str
) -> str:
    """Written by hand: the entry was checked when it came, and its `fields` are JSON already.

    Only `stamp` is free text; the others are identifiers and numbers.
    """
    return (
        f'{{"seq":{seq},"device":"{device_id}","n":{n},"kind":"{kind}","type":"{type_}","id":"{record_id}",'
        f'"fields":{fields},"base":{base},"stamp":{_quote(stamp)}}}'
    )
