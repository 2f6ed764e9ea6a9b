"""Builds all that this device knows and can do, for one data folder."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path

from client.account.account import Account
from client.account.closing import AccountClosing
from client.account.credentials import Credentials
from client.alone import Alone
from client.api.address import SERVER
from client.api.battles import BattlesLine
from client.api.catalogue import CatalogueLine
from client.api.closing import ClosingLine
from client.api.cursors import CursorLine
from client.api.families import FamilyLine
from client.api.files import FilesLine
from client.api.line import Line
from client.api.live import LiveLine
from client.api.readings import ReadingLine
from client.api.spaces import Spaces
from client.api.teams import TeamsLine
from client.api.timer import TimerLine
from client.api.transport import HttpTransport
from client.archive import Archive
from client.battles import Battles
from client.courses.authoring.publishing import Authoring
from client.courses.carrying import Carrying
from client.courses.catalogue import Catalogue
from client.courses.library import Courses
from client.courses.shelf import Shelf
from client.erasing import erase_if_wanted, mark
from client.family.family import Family
from client.family.homes import Homes
from client.family.telling import Telling
from client.feedback import FeedbackBox
from client.files import Files, FilesFirst
from client.folders import COPIES, DATABASE, default_safe_file
from client.history import History
from client.live import Live
from client.logs import stop_log
from client.mistakes.bank import Bank
from client.mistakes.book import MistakeBook
from client.mistakes.capture import Capture
from client.mistakes.capture.reading import Reader
from client.mistakes.mastery.overview import Mastery
from client.mistakes.noted.following import follow_cards, follow_notes
from client.notes.attachments import Attachments
from client.notes.cursors import Cursors
from client.notes.notes import Notes
from client.notes.pen.drawings import Drawings
from client.notes.sharing import Sharing
from client.notes.transfer import Transfer
from client.plan.nudges import Nudges
from client.plan.plan import Plan
from client.profile.profile import Profile
from client.recap import Recaps
from client.reminders import Reminders
from client.schema import INDEXES, full_schema
from client.search.find import Search
from client.store import Store
from client.store.mending import Copies, open_sound
from client.syncing import Sync
from client.teams.consent import Consent
from client.teams.home import read_quest
from client.teams.joining import Joining
from client.teams.teams import Teams
from client.timer.anchors import Anchoring
from client.timer.book import BACK
from client.timer.clock import StudyClock
from client.timer.codes import Codes
from client.timer.elapsed import ClockElapsed, Elapsed, system_elapsed
from client.timer.pin import Pin
from client.timer.restoring import seconds_at_the_server
from client.timer.safe import FileSafe, Safe, SafePlace
from client.timer.sealing import Keystore
from sync.backoff import Backoff
from sync.catalogue import NOTE, NOTE_CARD
from sync.clock import Clock, SystemClock
from sync.errors import SyncError
from sync.ids import Random, new_id, system_random

LOCK = "clock.lock"


@dataclass(frozen=True)
class Client:
    """The device: one a process. Screens call its features and watch its store."""

    data_dir: Path
    clock: Clock
    store: Store
    courses: Courses
    catalogue: Catalogue
    carrying: Carrying
    authoring: Authoring
    live: Live
    mistakes: MistakeBook
    capture: Capture
    bank: Bank
    mastery: Mastery
    notes: Notes
    attachments: Attachments
    drawings: Drawings
    transfer: Transfer
    archive: Archive
    sharing: Sharing
    cursors: Cursors
    timer: StudyClock
    safe: Safe
    pin: Pin
    family: Family
    teams: Teams
    battles: Battles
    plan: Plan
    recaps: Recaps
    profile: Profile
    account: Account
    closing: AccountClosing
    sync: Sync
    files: Files
    feedback: FeedbackBox
    history: History
    nudges: Nudges
    reminders: Reminders
    search: Search
    line: Line
    safe_place: SafePlace
    keystore: Keystore | None

    async def erase(self) -> None:
        """Close the device, and remove all that is on it. Raises OSError; then the next start goes on with it."""
        await mark(self.data_dir)
        await self.close()
        stop_log()
        await erase_if_wanted(self.data_dir, self.safe_place, self.keystore)

    async def close(self) -> None:
        """Flush what is typed, stop what runs, let go of the files."""
        self.reminders.stop()
        await self.cursors.close()
        await self.notes.flush()
        await self.authoring.close()
        await self.timer.close()
        await self.safe.close()
        await self.family.close()
        await self.teams.close()
        await self.battles.close()
        await self.sync.close()
        await self.catalogue.close()
        await self.search.close()
        await self.files.close()
        await self.line.close()
        await self.store.close()


async def open_client(
    data_dir: Path,
    *,
    server_url: str = SERVER,
    clock: Clock | None = None,
    random: Random | None = None,
    backoff: Backoff | None = None,
    elapsed: Elapsed | None = None,
    safe: SafePlace | None = None,
    keystore: Keystore | None = None,
) -> Client:
    """Open the device whose data is in `data_dir` (made if it is not there) and start what runs in the background.

    `elapsed`: the clocks that cannot be set; who brings a `clock` alone means that one. `safe`: where secrets are kept.
    `keystore`: the system's own, which seals them.

    Raises `client.store.migrations.NewerDatabaseError` when a newer version of the app wrote the data,
    `client.store.mending.DamagedError` when it is damaged and another window has it open, and OSError.
    """
    elapsed = elapsed or (ClockElapsed(clock) if clock else system_elapsed())
    clock = clock or SystemClock()
    safe = safe or await asyncio.to_thread(lambda: FileSafe(default_safe_file(data_dir)))
    await erase_if_wanted(data_dir, safe, keystore)
    alone, copies = Alone(data_dir / LOCK), Copies(data_dir / DATABASE, data_dir / COPIES, clock)
    store = await open_sound(copies, full_schema(), INDEXES, clock, random, alone)
    line = Line(server_url)
    credentials = await Credentials.open(data_dir, server_url)
    files = Files(data_dir / "files", store, FilesLine(line, credentials), backoff)
    lasting = FilesFirst(line, credentials, files)
    sync = Sync(store, lasting, credentials, backoff)
    mistakes = MistakeBook(store, clock, own_folder=data_dir / "knowledge")
    shelf = Shelf(data_dir / "courses")
    await asyncio.to_thread(shelf.tidy)
    courses = Courses(store, shelf, mistakes)
    catalogue = Catalogue(
        data_dir / "catalogue", store, courses, shelf, CatalogueLine(line), files, line.server, backoff
    )
    opened_safe = await Safe.open(safe, keystore)
    timer = await StudyClock.open(store, clock, opened_safe, elapsed=elapsed, alone=alone)

    def wake() -> None:
        sync.wake()
        files.wake()
        catalogue.wake()
        joining.wake()

    spaces = Spaces(line, credentials)
    homes = Homes(store, spaces, wake)
    consent = Consent(store, homes)
    joining = Joining(store, spaces, consent, lambda: credentials.login is not None, wake, backoff)
    bank = Bank(store, courses)
    store.derive({NOTE.name}, follow_notes)
    store.derive({NOTE_CARD.name}, follow_cards)
    notes = Notes(store)
    cursors = Cursors(
        store,
        CursorLine(line, credentials),
        lambda: store.standing.device.account_id if credentials.login else "",
        lambda: sync.status.state in ("synced", "syncing"),
    )
    lasting.on_cursor = cursors.heard
    live = Live(data_dir / "catalogue", store, notes, LiveLine(line, credentials), line.server)
    pin, mastery = Pin(opened_safe, elapsed), Mastery(store, bank, mistakes)
    account = Account(store, line, credentials, wake=wake, halt=sync.halt)
    nudges = Nudges(store, mistakes, timer)
    teams = Teams(
        store,
        spaces,
        joining,
        consent,
        TeamsLine(line, credentials),
        files,
        bank,
        mastery,
        lambda: timer.activity,
        lambda: credentials.login is not None,
        wake,
    )

    async def weak(space: str) -> list[tuple[str, ...]]:
        quest = await store.read(lambda session: read_quest(session, space, teams.today()))
        return [quest.points, tuple(one.point_id for one in (await mastery.standing()).weak)]

    battles = Battles(store, BattlesLine(line, credentials), courses, weak, backoff)
    lasting.on_battles = battles.heard
    telling = Telling(store, timer, homes, courses, mastery, lambda: (account.state.owner, account.state.device))
    client = Client(
        data_dir=data_dir,
        clock=clock,
        store=store,
        courses=courses,
        catalogue=catalogue,
        carrying=Carrying(store, files, shelf, courses),
        authoring=Authoring(store, files, mistakes),
        mistakes=mistakes,
        capture=Capture(store, clock, mistakes, files, Reader(ReadingLine(line, credentials))),
        bank=bank,
        mastery=mastery,
        live=live,
        notes=notes,
        attachments=Attachments(store, files),
        drawings=Drawings(store),
        transfer=Transfer(store, files, notes.flush),
        sharing=Sharing(store, files),
        cursors=cursors,
        archive=Archive(store, files, courses, shelf, data_dir / "exports", notes.flush),
        timer=timer,
        safe=opened_safe,
        pin=pin,
        family=Family(
            store, timer, pin, homes, telling, FamilyLine(line, credentials), opened_safe, Codes(opened_safe, elapsed)
        ),
        teams=teams,
        plan=Plan(store, courses, mistakes, clock, teams.practising.waiting),
        battles=battles,
        recaps=Recaps(store, courses, mistakes, mastery),
        profile=Profile(store),
        account=account,
        closing=AccountClosing(store, ClosingLine(line, credentials), lambda: new_id(clock, random or system_random())),
        sync=sync,
        files=files,
        feedback=FeedbackBox(store, files),
        history=History(store, sync),
        nudges=nudges,
        reminders=Reminders(
            store,
            sync,
            live.ring,
            nudges.ring,
            teams.presence.ring,
            teams.partners.ring,
            teams.merging.ring,
            teams.safety.ring,
            copies.ring,
        ),
        search=Search(store, courses, mistakes),
        line=line,
        safe_place=safe,
        keystore=keystore,
    )
    transport = HttpTransport(line, credentials)

    async def study_at_the_server() -> dict[str, float] | None:
        since_s = clock.now_utc().timestamp() - BACK.total_seconds()
        try:
            return await seconds_at_the_server(transport, store.standing.device.personal_space, timer.zone, since_s)
        except SyncError:
            return None

    timer.trust(Anchoring(TimerLine(line, credentials), elapsed), study_at_the_server)
    await files.start()
    await catalogue.start()
    await client.family.begin()
    timer.start()
    client.reminders.start()
    await client.account.load()
    telling.start()
    await joining.start()
    await client.battles.resume()
    sync.wake()
    return client
