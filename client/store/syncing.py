"""The store's side of the sync engine (`sync.ports.SyncStore`): each call is one transaction."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlmodel import Session

from client.store.adopting import go_on_as
from client.store.applying import Ground, apply_entries
from client.store.batches import all_in_batches, unfolded
from client.store.beginning import apply_snapshot
from client.store.database import Store
from client.store.forgetting import forget_space
from client.store.healing import read_anew, strike_off
from client.store.lacking import send_lacking
from client.store.outbox import answered, pending, pending_of, waits_as_another
from client.store.refusing import set_aside, set_aside_emptied
from client.store.standing import Followed
from client.store.taking import take_new, take_own
from client.store.writing import Writing
from sync.batch import BadBatchError, PackedPage, Run
from sync.chain import extend, extend_run
from sync.clock import HybridClock
from sync.digest import as_text, record_digest
from sync.errors import Diverged, ProtocolError
from sync.merge import FieldState, as_entry
from sync.outgoing import Outgoing
from sync.ports import Answered, Place, Where
from sync.records import pair
from sync.wire import PURGE, SET, Digest, LogEntry, LogPage, Operation, PushResponse, Snapshot, SpaceList

_AHEAD = 10


class StoreSync:
    """Fills the engine's port with a `Store`."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @property
    def where(self) -> Where:
        """Where this device stands after the last commit."""
        standing = self._store.standing
        device = standing.device
        places = {space: Place(f.seq, f.chain, f.healing, f.snapshot_after) for space, f in standing.followed.items()}
        return Where(
            device.device_id, device.last_n, device.sent_n, device.acked_n, device.epoch, places, device.next_id
        )

    def seal(self, sealed: bool) -> None:
        """Whether what is written from now on is sent at once, and therefore final when it is written."""
        self._store.sealed = sealed

    async def take_pending(self, after_n: int, limit: int) -> Outgoing:
        """The first operations above `after_n`; from now on they never change, for the server may have them."""
        device = self._store.standing.device
        if device.last_n <= after_n:
            return Outgoing.of([])
        if device.sent_n >= min(device.last_n, after_n + limit):  # the common case takes no write lock
            return await self._store.read(lambda session: pending(session, after_n, limit))

        def command(w: Writing) -> Outgoing:
            found = pending(w.session, after_n, limit)
            if found:  # of many all that come next are marked at once: to mark each batch would take a commit each
                ahead = min(w.standing.device.last_n, after_n + _AHEAD * limit)
                w.standing.number(sent_n=max(w.standing.device.sent_n, found.last_n, ahead))
            return found

        return await self._store.write(command)

    async def acknowledge(self, answers: Sequence[Answered]) -> None:
        """Note the outcomes.

        When operations took the very next places in their space, they are applied at once and need not be
        pulled; otherwise they stay laid on top until the log brings them in their order.
        """

        def command(w: Writing) -> None:
            w.changed("outbox", "")
            for sent, response in answers:
                w.standing.number(acked_n=max(w.standing.device.acked_n, response.expected_n - 1))
                if not self._acknowledge_whole(w, sent, response):
                    self._acknowledge_each(w, sent, response)

        await self._store.write(command)

    def _acknowledge_whole(self, w: Writing, sent: Sequence[Operation], response: PushResponse) -> bool:
        if response.first_seq is None or not isinstance(sent, Outgoing):
            return False
        run = Run(response.first_seq, w.standing.device.device_id, sent.n, sent.batch, sent.packed)
        return self._follows(w, sent.space, run.seq) and self._take(w, sent.space, run)

    def _acknowledge_each(self, w: Writing, sent: Sequence[Operation], response: PushResponse) -> None:
        device_id = w.standing.device.device_id
        outcomes = {outcome.n: outcome for outcome in response.outcomes}
        placed: dict[str, list[LogEntry]] = {}
        refused: list[tuple[Operation, str]] = []
        for i, operation in enumerate(sent):
            outcome = outcomes.get(operation.n)
            seq = outcome.seq if outcome else response.first_seq and response.first_seq + i
            if seq is not None:
                placed.setdefault(operation.space, []).append(as_entry(operation, seq, device_id))
            elif outcome is not None:
                refused.append((operation, outcome.reason))
        if refused:
            set_aside(w, self._store.schema, refused)
        for space, entries in placed.items():
            if self._follows(w, space, entries[0].seq) and entries[-1].seq == entries[0].seq + len(entries) - 1:
                self._apply(w, space, entries, shown=True)

    @staticmethod
    def _follows(w: Writing, space: str, seq: int) -> bool:
        """Whether the entry `seq` is the next one, in a log that is simply read on."""
        followed = w.standing.followed.get(space, Followed())
        return seq == followed.seq + 1 and not followed.healing and followed.snapshot_after is None

    async def expect(self, expected_n: int) -> None:
        """Take up from `expected_n`.

        Raises Diverged when the server has lost operations that it had acknowledged, or knows some that this device
        never sent: one of the two was restored from a backup.
        """

        def command(w: Writing) -> None:
            device = w.standing.device
            if not device.acked_n < expected_n <= device.sent_n + 1:
                raise Diverged(f"the server expects {expected_n}, not {device.acked_n + 1} to {device.sent_n + 1}")
            w.standing.number(acked_n=expected_n - 1)

        await self._store.write(command)

    async def follow(self, spaces: SpaceList) -> None:
        """Follow these spaces and forget those that were left; others, which the server has lost, stay as they are.

        Watchers of "members" are told: the list is asked for when somebody has joined or left one of them, too.
        """
        self._store.tell("members", "")
        standing = self._store.standing
        known = {(space, f.kind, f.role, f.name) for space, f in standing.followed.items()}
        wanted = {(space.id, space.kind, space.role, space.name) for space in spaces.spaces}
        gone = standing.followed.keys() & set(spaces.left)
        if wanted <= known and not gone and spaces.epoch == standing.device.epoch:
            return

        def command(w: Writing) -> None:
            for space in gone:
                forget_space(w, self._store.schema, space)
            for space_id, kind, role, name in wanted - known:
                w.standing.follow(space_id, kind=kind, role=role, name=name)
                w.changed("space", space_id)
            w.standing.number(epoch=spaces.epoch)

        await self._store.write(command)

    async def apply_page(self, space: str, page: LogPage | PackedPage) -> None:
        """Apply what follows the cursor, and advance it, in one transaction; what was applied before is skipped.

        Raises ProtocolError for a hole before the page, Diverged when the log is not the one that was read so far.
        """

        def command(w: Writing) -> None:
            if isinstance(page, LogPage):
                self._apply_new(w, space, page.entries, page.chain)
                return
            for run in page.runs:
                emptied = run.device == w.standing.device.device_id and "{}" in run.batch.fields
                if emptied or not (self._follows(w, space, run.seq) and self._take(w, space, run)):
                    self._apply_new(w, space, run.entries())
            followed = w.standing.followed.get(space, Followed())
            if followed.seq == page.last_seq and page.chain and followed.chain not in ("", page.chain):
                raise Diverged(f"the log of {space} is another one", space)

        try:
            await self._store.write(command)
        except BadBatchError as error:
            raise ProtocolError(f"a batch of {space}: {error}") from error

    def _apply_new(self, w: Writing, space: str, read: Sequence[LogEntry], chain: str = "") -> None:
        """Apply those of these entries that come after the cursor."""
        cursor = w.standing.followed.get(space, Followed()).seq
        entries = [entry for entry in read if entry.seq > cursor]
        if not entries:
            return
        if entries[0].seq != cursor + 1 or entries[-1].seq != cursor + len(entries):
            raise ProtocolError(f"the page goes from {entries[0].seq} to {entries[-1].seq}, wanted {cursor + 1}")
        self._apply(w, space, entries, chain)

    def _take(self, w: Writing, space: str, run: Run) -> bool:
        """Take a batch that follows the cursor as a whole; False when it has to be merged entry by entry."""
        device, followed = w.standing.device, w.standing.followed.get(space, Followed())
        ground = Ground(w.session, self._store.schema, space, device.device_id)
        own = run.device == device.device_id
        if own:
            self._are_own(w, dict(enumerate(run.batch.stamps, run.n)))
        if not (take_own if own else take_new)(ground, run):
            return False
        last_n = run.n + len(run.batch.ids) - 1
        known = followed.chain or not followed.seq  # else it is a database of the first version
        chain = extend_run(followed.chain, run.device, run.n, len(run.batch.ids)) if known else ""
        w.standing.follow(space, seq=run.last_seq, chain=chain)
        if own:
            self._came_back(w, last_n)
        else:
            w.changes |= set(zip(run.batch.types, run.batch.ids, strict=True))
        stamps = HybridClock(w.clock, w.standing.device.stamp)
        stamps.observe(max(run.batch.stamps))
        w.standing.number(stamp=stamps.last)
        return True

    @staticmethod
    def _are_own(w: Writing, stamps: dict[int, str]) -> None:
        """The log has these of this device. Raises Diverged when others wait here under the same numbers.

        Whoever has a copy of this database goes on under its id, too; and a request that was long on its way may come
        in when the device has another id, and counts anew. Found by the simulator (seed 1000538), as a title that was
        gone.
        """
        if n := waits_as_another(w.session, stamps):
            raise Diverged(f"the log has another operation {n} of this device than waits here")

    @staticmethod
    def _came_back(w: Writing, last_n: int) -> None:
        """Own operations up to `last_n` are in the log. Raises Diverged for one that this device has never made."""
        device = w.standing.device
        if last_n > device.last_n:
            raise Diverged(f"the log has {last_n} of this device, which has made {device.last_n}")
        w.write_down()
        device = w.standing.device
        w.standing.number(acked_n=max(device.acked_n, answered(w.session, device.acked_n, device.last_n)))

    async def apply_snapshot(self, space: str, page: Snapshot) -> None:
        """Take a page of a snapshot, and note where to go on."""
        await self._store.write(lambda w: apply_snapshot(w, self._store.schema, space, page))

    async def digest(self, space: str) -> Digest:
        """What the device has merged of the space's log, up to its cursor."""

        def query(session: Session) -> Digest:
            run = session.connection().exec_driver_sql
            seq = run("SELECT seq FROM cursor WHERE space_id=?", (space,)).scalar() or 0
            total = 0
            for name, record_id, state in run("SELECT type, record_id, state FROM shadow WHERE space_id=?", (space,)):
                fields = {field: FieldState(*value) for field, value in json.loads(state).items()}
                total += record_digest(name, record_id, fields)
            for name, record_id, made in all_in_batches(session, space):
                table = self._store.schema.tables.get(name)
                total += record_digest(name, record_id, unfolded(table.__record__ if table else None, made)[0])
            return Digest(seq=seq, digest=as_text(total))

        return await self._store.read(query)

    async def next_id(self, taken: str = "") -> str:
        """The id under which this device is to go on; drawn once, so that it is the same after a crash."""
        return await self._store.renew_id(taken)

    async def go_on_as(self, device_id: str) -> None:
        """The server knows this device as `device_id` now: number what is pending from 1."""
        await self._store.write(lambda w: go_on_as(w, self._store.schema, device_id))

    async def read_anew(self, space: str) -> None:
        """Begin a space's log again; what this device has of it is kept, and sent where the log lacks it."""
        await self._store.write(lambda w: read_anew(w, self._store.schema, space))

    async def heal(self, space: str) -> None:
        """The log has been read to its end again: send what it lacks."""
        await self._store.write(lambda w: send_lacking(w, self._store.schema, space))

    def _apply(self, w: Writing, space: str, entries: list[LogEntry], chain: str = "", *, shown: bool = False) -> None:
        """Apply entries that follow the cursor. Raises Diverged when their chain is not `chain`."""
        device, followed = w.standing.device, w.standing.followed.get(space, Followed())
        folded = _fold(followed, entries)
        if chain and folded and chain != folded:
            raise Diverged(f"the log of {space} is another one", space)
        ground = Ground(w.session, self._store.schema, space, device.device_id)
        if followed.healing:
            strike_off(w.session, entries)
        own = [entry for entry in entries if entry.device == device.device_id]
        self._are_own(w, {entry.n: entry.stamp for entry in own})
        set_aside_emptied(w, self._store.schema, own)
        saved = self._waiting_on_purged(w, space, entries)
        w.changes |= apply_entries(ground, entries, shown=shown)
        for name, record_id, fields in saved:
            w.resend(SET, space, name, record_id, fields)
        w.standing.follow(space, seq=entries[-1].seq, chain=folded or chain)
        if own:
            self._came_back(w, own[-1].n)
        stamps = HybridClock(w.clock, device.stamp)
        stamps.observe(max(entry.stamp for entry in entries))
        w.standing.number(stamp=stamps.last)

    def _waiting_on_purged(
        self, w: Writing, space: str, entries: list[LogEntry]
    ) -> list[tuple[str, str, dict[str, Any]]]:
        """Records that are purged while an edit of this device waits: what shows of them is to be sent as a whole."""
        found: list[tuple[str, str, dict[str, Any]]] = []
        for entry in entries:
            table = self._store.schema.tables.get(entry.type) if entry.kind == PURGE else None
            if table and pending_of(w.session, entry.type, [entry.id]):
                record = table.__record__
                row = w.row(record, entry.id) or {}
                fields = {name: row[name] for name in record.fields if name in row and name not in record.sets}
                members = {pair(name, member): True for name in record.sets for member in row.get(name) or ()}
                found.append((entry.type, entry.id, fields | members))
        return found


def _fold(followed: Followed, entries: Iterable[LogEntry]) -> str:
    """The chain after these entries; "" when the one before them is not known (a database of the first version)."""
    chain = followed.chain
    if not chain and followed.seq:
        return ""
    for entry in entries:
        chain = extend(chain, entry.device, entry.n)
    return chain
