"""How far films and recordings were played: to the second on this device, and in steps on all of a person's.

While something plays its second is a setting of this device, written often and never synced. When it rests, and from
time to time, it becomes a record, so that another device goes on there. On opening the later of the two counts.
"""

from __future__ import annotations

from sqlmodel import Session

from client.courses.content import Media
from client.courses.tables import PlaybackRow
from client.store.tables import Setting
from client.store.writing import Writing
from sync.catalogue import PLAYBACK
from sync.clock import to_text
from sync.ids import stable_id

PLAYING = "courses.playing"


def name_of(media: Media) -> str:
    """What names a film or a recording within its lesson."""
    return media.file or media.url or media.page or ""


def read_second(session: Session, course_id: str, lesson_id: str, media: str) -> float:
    """The second to go on from."""
    key = stable_id("playback", course_id, lesson_id, media)
    row, setting = session.get(PlaybackRow, key), session.get(Setting, PLAYING)
    second, kept = (row.second, row.kept_utc) if row is not None and not row.deleted else (0.0, "")
    value = setting.value if setting is not None and isinstance(setting.value, dict) else {}
    if value.get("id") == key and str(value.get("kept_utc", "")) > kept:
        second = value.get("second", 0.0)
    return max(0.0, float(second))


def note_second(w: Writing, course_id: str, lesson_id: str, media: str, second: float) -> None:
    """Note on this device alone how far it is."""
    key, now = stable_id("playback", course_id, lesson_id, media), to_text(w.clock.now_utc())
    w.session.merge(Setting(key=PLAYING, value={"id": key, "second": round(second, 1), "kept_utc": now}))


def keep_second(w: Writing, course_id: str, lesson_id: str, media: str, second: float) -> None:
    """Keep how far it is, for all devices."""
    note_second(w, course_id, lesson_id, media, second)
    key = stable_id("playback", course_id, lesson_id, media)
    known = w.row(PLAYBACK, key)
    if known is not None and known["second"] == round(second, 1):
        return
    w.save(
        PLAYBACK,
        key,
        course_id=course_id,
        lesson_id=lesson_id,
        media=media,
        second=round(second, 1),
        kept_utc=to_text(w.clock.now_utc()),
    )
