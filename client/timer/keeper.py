"""`Keeper`: all that the clock knows and decides, told the time at each step. No disk, no network, no loop.

`StudyClock` gives it readings, writes down what is `due`, keeps its `witness` in the safe, and tells the screens how it
stands. A test does the same with a list and a dict.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import tzinfo
from itertools import takewhile

from client.timer.chain import Entry
from client.timer.counting import ActiveTime
from client.timer.dates import Dated, anchored, begun, followed, labelled
from client.timer.days import day_of, zone_of
from client.timer.drafts import FLUSH_S, Draft, Place, drafts_of
from client.timer.elapsed import Reading
from client.timer.facts import facts_of
from client.timer.limits import Limits
from client.timer.opening import Opening
from client.timer.standing import Lock, Standing, stand
from client.timer.tally import Span, Tally
from client.timer.witness import LEASE_S, RENEW_S, Contact, Lease, Witness

WALL_JUMP_S = 120.0
"""The wall clock was set by so much: a parent should know."""


class Keeper:
    """The clock of one device; `witness` is what the safe has to know."""

    def __init__(self, witness: Witness, opening: Opening, place: Place, now: Reading, wall_s: float) -> None:
        self.witness = witness
        self.tally: Tally = opening.tally
        self.place = place
        self.count = ActiveTime()
        self.fault: Lock = ""
        self.ready: list[Draft] = []
        if opening.found == "keyless":  # the date is known no better than the key: it goes on, and opens one day
            latest_s = self.tally.latest_s(self.zone())
            begins = begun(None, now, latest_s if self.tally.lost else max(wall_s, latest_s))
            witness.dated = replace(begins, opened=True, opened_boot=now.boot, opened_s=now.boot_s)
        self._dated: Dated = begun(witness.dated, now, wall_s)
        self._wall_apart_s: float | None = None
        self._told_faked = False
        self._leases = 0
        self.count.beat(now)
        if opening.found != "good":
            self.ready.append(Draft("day", {}))
        self._settle_lease(opening)
        self._advance(opening.entries)
        self._look_at_day(now, wall_s)
        if opening.found == "keyless":
            lost, exempt = self.tally.lost or {self._dated.day: float("inf")}, self.exempt
            witness.restricted = {day: min(s, self.tally.used_s(day, exempt)) for day, s in lost.items()}
            self.ready.append(Draft("lost", {"used": witness.restricted, "at": round(self.now_s(now))}))
        if opening.found in ("torn", "keyless"):
            self.alert("ledger_torn" if opening.found == "torn" else "key_gone", now)

    # What is known -------------------------------------------------------------------------------------------------

    @property
    def limits(self) -> Limits | None:
        """The limits in force; None while nobody has set any."""
        limits = self.tally.limits
        return limits if limits and limits.is_on else None

    @property
    def is_guarded(self) -> bool:
        """Whether there are limits, so that the clock is not to be taken in."""
        return self.limits is not None

    @property
    def exempt(self) -> frozenset[str]:
        """Activities that are free."""
        return self.limits.exempt if self.limits else frozenset()

    @property
    def dated(self) -> Dated:
        """The date, and the day in force."""
        return self._dated

    def zone(self) -> tzinfo | None:
        """The zone whose midnight ends a day."""
        return zone_of(self.limits.zone) if self.limits else self.place.zone

    def now_s(self, now: Reading) -> float:
        """The date, in seconds since 1970."""
        return self._dated.now_s(now)

    # What happens --------------------------------------------------------------------------------------------------

    def beat(self, now: Reading, wall_s: float) -> None:
        """Count up to now; what is over, or fills a minute, becomes due."""
        self.count.beat(now)
        self._look_at_day(now, wall_s)
        self.count.cut_minutes(FLUSH_S)
        self._collect(now)
        self._look_at_clocks(now, wall_s)

    def begin(self, activity: str, now: Reading, wall_s: float, subject: str = "") -> None:
        """`activity` is on the screen from now on; "" for none."""
        self.beat(now, wall_s)
        if activity:
            self.count.begin(activity, now, subject)
        else:
            self.count.pause(now)
        self._collect(now)

    def touch(self, now: Reading, wall_s: float) -> None:
        """The person did something."""
        self.count.touch(now)
        self.beat(now, wall_s)

    def show(self, now: Reading, wall_s: float, *, in_front: bool) -> None:
        """The app came to the front or went behind."""
        self.count.show(now, in_front=in_front)
        self.beat(now, wall_s)

    def cut(self, now: Reading) -> None:
        """What has been counted is due now."""
        self.count.cut()
        self._collect(now)

    def anchor(self, now: Reading, utc_s: float) -> bool:
        """The server has signed that it was `utc_s` at `now`; False for an old date, which changes nothing."""
        self._collect(now)
        dated = anchored(self._dated, now, utc_s)
        if dated is None:
            return False
        claimed, true = self._dated.day, day_of(dated.utc_s, self.zone())
        self._dated = replace(dated, day=true)
        if self.is_guarded and claimed > true:
            self.ready.append(Draft("moved", {"from": claimed, "to": true}))
        if claimed != true:
            self.ready.append(Draft("day", {}))
        self._wall_apart_s = None
        self.contact(now)
        return True

    def contact(self, now: Reading) -> None:
        """The server was met, so what other devices did is known."""
        day = self._dated.day
        own_s = self.tally.own_s(day, self.exempt, self.pending(now))
        self.witness.contact = Contact(now.boot, now.boot_s, day, own_s)

    def restored(self, used: Mapping[str, float]) -> None:
        """What was lost with the key has come back from the server: seconds by day, as it knows them."""
        day = self._dated.day
        missing_s = used.get(day, 0.0) - self.tally.used_s(day, frozenset())
        if missing_s > 0:
            self.ready.append(Draft("carry", {"day": day, "s": round(missing_s)}))
        if self.witness.restricted is not None:
            self.ready.append(Draft("found", {}))
        self.witness.restricted = None

    def alert(self, what: str, now: Reading, more: str = "") -> None:
        """Something that a parent should know."""
        self.ready.append(Draft("alert", {"what": what, "at": round(self.now_s(now)), "more": more}))

    def take(self, entries: Sequence[Entry]) -> None:
        """These have been written down, by this clock or as they came from elsewhere."""
        was_guarded = self.is_guarded
        self.tally.take(entries)
        self._advance(entries)
        if self.is_guarded and not was_guarded:
            self._wall_apart_s = None

    # What is to be written -----------------------------------------------------------------------------------------

    def due(self) -> list[Draft]:
        """What is to be written down now, in its order; call `written` once it is.

        A checkpoint stands alone: it says what all entries before it come to.
        """
        if self.ready and self.ready[0].kind == "day":
            return [Draft("day", self.tally.snapshot(self._dated.day))]
        return list(takewhile(lambda draft: draft.kind != "day", self.ready))

    def written(self, drafts: Sequence[Draft], entries: Sequence[Entry], now: Reading) -> None:
        """The first of what was due is in the ledger as `entries`."""
        del self.ready[: len(drafts)]
        self.take(entries)
        if any(draft.is_time for draft in drafts):
            self.witness.lease = None
        self.keep(now)

    @property
    def is_live(self) -> bool:
        """Whether the heart has to beat: not behind other windows, and not while there is nothing to count or watch."""
        count = self.count
        return count.is_counting or bool(self.ready) or (self.is_guarded and count.in_front and not count.is_idle)

    def fail(self, now: Reading) -> None:
        """Nothing could be written; once the lease is used up, what is limited is closed."""
        lease = self.witness.lease
        if self.is_guarded and (lease is None or self._pending_s(now) >= lease.s):
            self.fault = "disk"

    def recover(self) -> None:
        """It can be written again."""
        if self.fault == "disk":
            self.fault = ""

    def needs_lease(self, now: Reading) -> bool:
        """Whether the safe has to know more before the clock may go on."""
        pending_s = self._pending_s(now)
        lease = self.witness.lease
        if not self.count.is_counting and not pending_s:
            return lease is not None
        return lease is None or lease.s - pending_s < RENEW_S

    def keep(self, now: Reading) -> Witness:
        """The witness as the safe is to have it now; the lease goes on while the clock counts."""
        pending_s = self._pending_s(now)
        witness, exempt = self.witness, self.exempt
        if self.is_guarded or self._dated.verified:
            self._dated = self._dated.moved_to(now)
        witness.dated = self._dated
        witness.base = self.tally.snapshot(self._dated.day)
        if self.count.is_counting or pending_s:
            self._leases += 0 if witness.lease else 1
            name = witness.lease.id if witness.lease else f"{witness.head}.{now.boot_s:.3f}.{self._leases}"
            kinds = {span.activity for span in self.pending(now)} | {self.count.activity}
            charged = next((kind for kind in sorted(kinds) if kind and kind not in exempt), self.count.activity)
            begun_s = self.now_s(now) - pending_s
            witness.lease = Lease(name, charged, begun_s, self._dated.day, int(pending_s) + LEASE_S)
        else:
            witness.lease = None
        return witness

    def standing(self, now: Reading) -> Standing:
        """How it stands."""
        limits = self.limits
        return Standing() if limits is None else stand(facts_of(self, limits, now))

    # How -----------------------------------------------------------------------------------------------------------

    def _advance(self, entries: Sequence[Entry]) -> None:
        """The ledger's head is the last of these; it is read from the last checkpoint on."""
        for entry in entries:
            if entry.kind == "day":
                self.witness.check = (entry.n, self.witness.mac)
            self.witness.head, self.witness.mac = entry.n, entry.mac

    def _look_at_day(self, now: Reading, wall_s: float) -> None:
        """Bring date and day up to now; with a new day a checkpoint is due."""
        if not self.is_guarded:
            if not self._dated.verified:
                self._dated = followed(self._dated, now, wall_s)
            day = day_of(self.now_s(now), self.zone())
            dated = self._dated if self._dated.day == day else replace(self._dated, day=day)
        else:
            dated = labelled(self._dated, now, self.zone(), strict=self.place.is_shared)
        if dated.day != self._dated.day:
            self.count.cut()
            self._collect(now)
            self._dated = dated
            self.ready.append(Draft("day", {}))
        self._dated = dated

    def _look_at_clocks(self, now: Reading, wall_s: float) -> None:
        if not self.is_guarded:
            return
        apart_s = wall_s - self.now_s(now)
        if self._wall_apart_s is not None and abs(apart_s - self._wall_apart_s) > WALL_JUMP_S:
            self.alert("clock_set", now, f"{apart_s - self._wall_apart_s:+.0f}")
            self._wall_apart_s = apart_s
        elif self._wall_apart_s is None:
            self._wall_apart_s = apart_s
        if not now.honest and not self._told_faked:
            self._told_faked = True
            self.alert("clock_faked", now)

    def _collect(self, now: Reading) -> None:
        pieces, self.count.pieces = self.count.pieces, []
        lease = self.witness.lease.id if self.witness.lease else ""
        for piece in pieces:
            if not piece.held or self.is_guarded:
                self.ready += drafts_of(piece, now, self._dated, self.zone(), guarded=self.is_guarded, lease=lease)

    def pending(self, now: Reading) -> list[Span]:
        """What is counted and not in the ledger yet."""
        spans = [
            Span(d.body["at"], d.body["at"] + d.body["s"], d.body["act"], True)
            for d in self.ready
            if d.is_time and d.body["day"] == self._dated.day
        ]
        if piece := self.count.growing():
            end_s = self.now_s(now) - (now.boot_s - piece.end_boot_s)
            spans.append(Span(end_s - piece.seconds, end_s, piece.activity, True))
        return spans

    def _pending_s(self, now: Reading) -> float:
        ready = sum(d.body["s"] for d in self.ready if d.is_time)
        return ready + (self.count.seconds if self.count.is_counting else 0.0)

    def _settle_lease(self, opening: Opening) -> None:
        """The app was killed while it counted: of what it had leased, all is charged that was not written down."""
        lease, self.witness.lease = self.witness.lease, None
        if lease is None:
            return
        bodies = [entry.body for entry in opening.entries if entry.kind in ("own", "held")]
        left = lease.s - sum(body["s"] for body in bodies if body.get("lease") == lease.id)
        if left > 0:
            at_s = round(lease.at + lease.s - left, 3)
            body = {"act": lease.act, "at": at_s, "s": left, "day": lease.day, "lease": lease.id}
            self.ready.append(Draft("own", body))
