"""A device that begins takes a space's merged state by the page, instead of its whole log.

The pages are of the state at different times, for others go on writing: each record says up to which entry it is known,
and the log behind the first page is then read as ever, with what a record knows already passed over.
"""

from __future__ import annotations

import base64
from collections import defaultdict

from client.store.applying import Ground, apply_entries, keep_shadows, show
from client.store.rows import insert_events
from client.store.schema import Schema
from client.store.standing import Followed
from client.store.tables import History
from client.store.texts import KEEP_TEXT
from client.store.writing import Writing
from sync.merge import FieldState
from sync.wire import RecordState, Snapshot


def apply_snapshot(w: Writing, schema: Schema, space: str, page: Snapshot) -> None:
    """Take a page, and note where to go on; after the last one the cursor is where the first one stood."""
    followed = w.standing.followed.get(space, Followed())
    ground = Ground(w.session, schema, space, w.standing.device.device_id)
    by_type: dict[str, list[RecordState]] = defaultdict(list)
    for record in page.records:
        by_type[record.type].append(record)
    for name, records in by_type.items():
        _take_records(ground, name, records)
        w.changes |= {(name, record.id) for record in records}
    insert_events(
        w.session,
        History,
        [{"space_id": space, "record_id": one.id, **one.model_dump(exclude={"id"})} for one in page.lost],
    )
    w.changes |= apply_entries(ground, page.entries)
    first = followed.snapshot_after is None
    seq, chain = (page.seq, page.chain) if first else (followed.snapshot_seq, followed.snapshot_chain)
    if page.after is None:
        w.standing.follow(space, seq=seq, chain=chain, snapshot_after=None, snapshot_seq=0, snapshot_chain="")
    else:
        w.standing.follow(space, snapshot_after=page.after, snapshot_seq=seq, snapshot_chain=chain)


def _take_records(ground: Ground, name: str, records: list[RecordState]) -> None:
    shadows = {
        record.id: ({field: FieldState(*value) for field, value in record.fields.items()}, record.seq)
        for record in records
    }
    keep_shadows(ground.session, name, ground.space, shadows)
    texts = [
        (name, record.id, field, ground.space, base64.b64decode(state))
        for record in records
        for field, state in record.texts.items()
    ]
    KEEP_TEXT.run(ground.session, texts)
    show(ground, name, shadows)
