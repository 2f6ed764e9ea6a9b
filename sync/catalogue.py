"""Every record type of the product, declared once for the device and the server, and who may write it where."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sync.records import RecordType, event, record, unpair

PLACE = record("place", "course_id", "lesson_id", "segment")
"""Where a person is in a course; one a course: id = stable_id("place", course_id)."""

FINISH = event("finish", "course_id", "lesson_id", "finished_utc")
"""A lesson was finished."""

ANSWER = event(
    "answer",
    "question_id", "course_id", "lesson_id", "segment", "given", "correct", "answered_utc", "elapsed_s",
    "attempt_id", "doubtful", "hinted",
)  # fmt: skip
"""A question was answered in a quiz; `doubtful`: the person was not sure; `hinted`: the hint was read before."""

ATTEMPT = event(
    "attempt", "course_id", "lesson_id", "segment", "question_ids", "started_utc", "ended_utc", "elapsed_s", "reason",
)  # fmt: skip
"""A quiz was taken to its end; its answers carry its id, and its score is derived from them.

`question_ids` is what was asked, `elapsed_s` how long it was open, `reason` "done", or "time" when that ran out.
`segment` -1: it was a level of the course's ladder, with questions of the whole lesson.
"""

PLAYBACK = record("playback", "course_id", "lesson_id", "media", "second", "kept_utc")
"""How far an audio or video was played; one a file: id = stable_id("playback", course_id, lesson_id, media)."""

MISTAKE = record(
    "mistake",
    "question", "given", "course_id", "lesson_id", "question_id", "source", "point_id", "created_utc",
    "cause", "reflection", "pictures", "subject", "missed_utc", sets=("missed_utc",),
)  # fmt: skip
"""A question that was answered wrongly; one a question.

From a course: id = stable_id("mistake", course_id, question_id); its dates are those of the answers. Written down by
the person: id = stable_id("mistake", "own", the question's normal form), so that the same question written down on two
devices is one record; `missed_utc` is the set of moments at which it was got wrong.

`cause` is why, as `client.mistakes.causes` names it ("" is not said), `reflection` a line on it, `pictures` a list of
`{"file": reference, "page": reference, "box": [left, top, right, bottom]}`: what was cut out, what it was cut out of,
and where, in shares of its width and height.
"""

REVIEW = event("review", "mistake_id", "rating", "reviewed_utc", "elapsed_s")
"""A mistake was reviewed; `rating` is FSRS's: 1 again, 2 hard, 3 good, 4 easy."""

UNREVIEW = event("unreview", "review_id", "mistake_id", "undone_utc")
"""A review was given by mistake and does not count."""

REVIEW_PLAN = record(
    "review_plan", "buttons", "daily_cap", "weekdays", "utc_offset_min", "exam_day", "exam_subject",
)  # fmt: skip
"""How a person reviews; one an account: id = stable_id("review_plan"). See `client.mistakes.plan`."""

NOTE = record(
    "note",
    "title", "body", "course_id", "lesson_id", "created_utc", "updated_utc", "anchor", "notebook", "tags", "pinned",
    texts=("body",), sets=("tags",),
)  # fmt: skip
"""A note; two people may type in its body at once. `anchor` tells where in the lesson (`client.notes.anchors`).

`notebook` is the name of the one that it is in, "" for none; `tags` a set of words, `pinned` whether it stays on top.
"""

ATTACHMENT = record("attachment", "note_id", "name", "file", "created_utc")
"""A file of a note: id = stable_id("attachment", note, name). The note's text has `name`, `file` is its reference."""

DRAWING = record(
    "drawing", "note_id", "name", "width", "height", "strokes", "created_utc", sets=("strokes",)
)  # fmt: skip
"""What was drawn by hand in a note, whose text has `name`; `strokes` as `client.notes.pen` writes them.

Strokes are a set, so that what two people draw at once is all there; each begins with when it was drawn.
"""

NOTE_CARD = record("note_card", "note_id", "anchor", "created_utc")
"""A mark in a note that is a review card: id = stable_id("note_card", note, the first anchor).

`anchor` is the id of the mark's character (`sync.text`) as "replica/counter": another one when what was deleted is
brought back. What the card asks is in the note; its reviews are those of a mistake, by its id.
"""

MANUSCRIPT = record("manuscript", "body", "pictures", "created_utc", "updated_utc", texts=("body",))
"""A course that is being written, in Markdown; `pictures`: name in the text → the file's reference."""

PUBLICATION = record("publication", "card", "pack", "author", "published_utc")
"""A course that a member shares with a space: id = stable_id("publication", space, course id).

`card` is a `sync.courses.CatalogueCourse` as JSON, `pack` the reference of its zip.
"""

LIVE_REMINDER = record("live_reminder", "card", "remind_min")
"""A live lesson that a person wants to attend: id = stable_id("live_reminder", the lesson's id).

`card` is a `sync.live.LiveLesson` as JSON, as it was announced then; `remind_min` so long before it begins.
"""

STUDY = event("study", "activity", "started_utc", "seconds", "subject")
"""An interval of active study of at most 60 seconds; `subject` as `client.subjects` names it, "" for none."""

LIMITS = record(
    "limits",
    "child", "minutes", "closed_from", "closed_until", "rest_after_min", "exempt", "caps_min", "zone", "first_device",
    "changed_utc", sets=("exempt",),
)  # fmt: skip
"""What a family has agreed on for a child (an account's id), as `client.timer.limits` means it.

One a child: id = stable_id("limits", space, child). `minutes` are seven numbers from Monday on, `caps_min` maps an
activity to its own minutes a day, `first_device` is the device that may go without the server.
"""

REQUEST = event("request", "child", "day", "minutes", "reason", "asked_utc")
"""A child asks for more time on `day`."""

GRANT = event("grant", "child", "day", "seconds", "request_id", "words", "given_utc")
"""A parent gives a child that much more on `day`; 0 says that it is not today. `request_id` "": nobody had asked."""

CHILD = record("child", "child", "name", "grade", "goal_min", "zone")
"""Who a child is, for its parents; one a child: id = stable_id("child", space, child)."""

DAY_SUMMARY = record(
    "day_summary",
    "child", "day", "used_s", "exempt_s", "cap_s", "by_activity", "by_subject", "answered", "correct", "reviewed",
    "learned", "weak", "streak", "goal_min", "told_utc",
)  # fmt: skip
"""A child's day for its parents, told by its own devices: seconds and counts, titles of lessons that were finished,
names of weak points. No text of notes, no answers. One a day: id = stable_id("day_summary", space, child, day).
"""

CHILD_CLOCK = record("child_clock", "child", "device", "name", "since_utc", "seen_utc", "zone", "obeys")
"""A device on which a child's time is counted; one a device: id = stable_id("child_clock", space, device).

`zone` is the IANA name of where it is, `obeys` the family whose limits it follows: its space, "pin" for those that were
set on the device itself, "" while there are none.
"""

ALERT = event("alert", "child", "device", "what", "more", "at_utc")
"""Something that the study clock of a child's device noticed; `what` as `client.timer.tally.Alert` names it."""

CHECKIN = event("checkin", "who", "day", "words", "minutes", "at_utc", "weak", "picture")
"""A member of a team (`who`, an account) has studied today: 打卡. `day` is the date where the member was then.

`weak` is a list of up to three knowledge points that it would like to practise, `picture` a file's reference, or "".
"""

QUEST_DONE = event("quest_done", "who", "day", "point_id", "right", "asked", "at_utc")
"""A member has done the team's quest of `day`; `right` of the `asked` questions were answered rightly."""

TEAM_WELCOME = event("team_welcome", "who", "day", "at_utc")
"""A member came by an invitation, and the streak of that week has a freeze more.

One a member: id = stable_id("team_welcome", space, who).
"""

FOCUS = event("focus", "who", "started_utc", "minutes")
"""A member begins a time of quiet work, `minutes` long, that others may share."""

CHAT = event("chat", "who", "words", "at_utc")
"""A member says something to its team; the server takes it from those of fourteen and over alone."""

CHEER = event("cheer", "who", "day", "checkin_id", "phrase", "at_utc")
"""A member cheers: `phrase` as `client.teams.phrases` names it; `checkin_id` "" is for the whole team."""

TEAM_TASK = record("team_task", "title", "day", "made_by", "created_utc", "done", sets=("done",))
"""Something that a team wants to do on `day`; `done` is the set of the members (accounts) who have."""

TEAM_REQUEST = event("team_request", "child", "name", "asked_utc")
"""A child under fourteen asks its family whether it may be in a team; `name` is what it knows of the team, or ""."""

TEAM_CONSENT = record("team_consent", "child", "agrees", "request_id", "given_utc")
"""A parent's answer; one a request: id = stable_id("team_consent", request). The server reads it: one yes is enough."""

PROFILE = record("profile", "role", "grade", "subjects", "goal_min", "started_utc")
"""Who learns here; one an account: id = stable_id("profile"). `role` is "student" or "parent", `grade` 1 to 12."""

FEEDBACK = record("feedback", "words", "pictures", "version", "system", "sent_utc")
"""What a person tells those who make the app: words, `pictures` as a list of references to files, and which app on
which system it is about; nothing else of the person.
"""

FEEDBACK_ANSWER = record("feedback_answer", "feedback_id", "state", "answer", "answered_utc")
"""What became of it; one a feedback: id = stable_id("feedback_answer", feedback). Written by the server alone
(`server.feedback`); `state` is "received", "planned" or "done".
"""

_TYPES = (
    PLACE, FINISH, ANSWER, ATTEMPT, PLAYBACK, MISTAKE, REVIEW, UNREVIEW, REVIEW_PLAN, NOTE, ATTACHMENT, DRAWING,
    NOTE_CARD, MANUSCRIPT, PUBLICATION, LIVE_REMINDER, STUDY, LIMITS, REQUEST, GRANT, CHILD, DAY_SUMMARY, CHILD_CLOCK,
    ALERT, PROFILE, CHECKIN, QUEST_DONE, TEAM_WELCOME, FOCUS, CHAT, CHEER, TEAM_TASK, TEAM_REQUEST, TEAM_CONSENT,
    FEEDBACK, FEEDBACK_ANSWER,
)  # fmt: skip

ALL: dict[str, RecordType] = {t.name: t for t in _TYPES}

_OF_PARENTS = frozenset({LIMITS.name, GRANT.name, TEAM_CONSENT.name})
_OF_CHILDREN = frozenset({REQUEST.name, CHILD.name, DAY_SUMMARY.name, CHILD_CLOCK.name, ALERT.name, TEAM_REQUEST.name})
_OF_TEAMS = frozenset(
    {CHECKIN.name, QUEST_DONE.name, TEAM_WELCOME.name, FOCUS.name, CHAT.name, CHEER.name, TEAM_TASK.name}
)
_OF_SERVER = frozenset({FEEDBACK_ANSWER.name})
_NOTES = frozenset({NOTE.name, ATTACHMENT.name, DRAWING.name})
"""A note and what belongs to it."""

_WRITERS: dict[str, dict[str, frozenset[str]]] = {
    # kind of space → role → the record types that it may write
    "personal": {"owner": frozenset(ALL) - _OF_PARENTS - _OF_CHILDREN - _OF_TEAMS - _OF_SERVER},
    "family": {
        "parent": _NOTES | {PUBLICATION.name} | _OF_PARENTS,
        "child": _NOTES | {STUDY.name} | _OF_CHILDREN,
        "reader": frozenset(),
    },
    "team": {
        "owner": _NOTES | {STUDY.name, PUBLICATION.name} | _OF_TEAMS,
        "member": _NOTES | {STUDY.name, PUBLICATION.name} | _OF_TEAMS,
        "reader": frozenset(),
    },
}


_BY_WHO = (CHECKIN, QUEST_DONE, TEAM_WELCOME, FOCUS, CHAT, CHEER)
_AUTHOR = {TEAM_TASK.name: "made_by"} | {type_.name: "who" for type_ in _BY_WHO}
"""Which field says who has written it: nobody writes it in another member's name."""
_OWN_MEMBERS = {TEAM_TASK.name: "done"}
"""Sets of accounts in which each says of itself alone whether it is in."""


def is_authored(record_type: str) -> bool:
    """Whether `is_by` has to be asked about records of this type."""
    return record_type in _AUTHOR


def is_by(account_id: str, record_type: str, fields: Mapping[str, Any]) -> bool:
    """Whether fields on the line are what this account may say: what names a member names the one who sends it."""
    author = _AUTHOR.get(record_type)
    if author is None:
        return True
    is_event = ALL[record_type].kind == "event"
    if (is_event or author in fields) and fields.get(author) != account_id:
        return False
    members = [member for name in fields if (member := unpair(name)) and member[0] == _OWN_MEMBERS.get(record_type)]
    return all(member == account_id for _field, member in members)


def may_write_something(space_kind: str, role: str) -> bool:
    """Whether a member with `role` writes at all, and so may upload files."""
    return bool(_WRITERS.get(space_kind, {}).get(role))


def may_write(space_kind: str, role: str, record_type: str) -> bool:
    """Whether a member with `role` may write records of `record_type` in a space of `space_kind`.

    A type that this version does not know may be written to one's personal space: a newer device's records are kept
    and passed on untouched, also by an older server.
    """
    if space_kind == "personal" and record_type not in ALL:
        return role == "owner"
    return record_type in _WRITERS.get(space_kind, {}).get(role, frozenset())
