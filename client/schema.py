"""All tables of the features, put together for the store."""

from __future__ import annotations

import client.mistakes.bank.keeping
import client.mistakes.derive
import client.search.index  # noqa: F401 - registers what is noted for the index
from client.courses.authoring.tables import ManuscriptRow, PublicationRow
from client.courses.tables import AnswerEvent, AttemptEvent, FinishEvent, Place, PlaybackRow
from client.family.tables import (
    AlertEvent,
    ChildClockRow,
    ChildRow,
    DaySummaryRow,
    GrantEvent,
    LimitsRow,
    RequestEvent,
)
from client.feedback.tables import FeedbackAnswerRow, FeedbackRow
from client.live.tables import LiveReminderRow
from client.mistakes.noted.tables import NoteCardRow
from client.mistakes.tables import Mistake, ReviewEvent, ReviewPlanRow, UnreviewEvent
from client.notes.tables import AttachmentRow, DrawingRow, NoteRow
from client.profile.tables import ProfileRow
from client.store import Schema
from client.store.mending import Indexes
from client.teams.tables import (
    ChatEvent,
    CheckinEvent,
    CheerEvent,
    FocusEvent,
    QuestDoneEvent,
    TeamConsentRow,
    TeamRequestEvent,
    TeamTaskRow,
    TeamWelcomeEvent,
)
from client.timer.tables import Study


def full_schema() -> Schema:
    """The schema of the product."""
    return Schema.of(
        [
            AlertEvent,
            AnswerEvent,
            AttachmentRow,
            AttemptEvent,
            ChatEvent,
            CheckinEvent,
            CheerEvent,
            ChildClockRow,
            ChildRow,
            DaySummaryRow,
            DrawingRow,
            FeedbackAnswerRow,
            FeedbackRow,
            FinishEvent,
            FocusEvent,
            GrantEvent,
            LimitsRow,
            LiveReminderRow,
            ManuscriptRow,
            Mistake,
            NoteCardRow,
            NoteRow,
            Place,
            PlaybackRow,
            ProfileRow,
            PublicationRow,
            QuestDoneEvent,
            RequestEvent,
            ReviewEvent,
            ReviewPlanRow,
            Study,
            TeamConsentRow,
            TeamRequestEvent,
            TeamTaskRow,
            TeamWelcomeEvent,
            UnreviewEvent,
        ]
    )


INDEXES = Indexes(
    ("search_", "bank"),
    (
        "INSERT INTO search_due (kind, id) SELECT 'note', id FROM note",
        "INSERT INTO search_due (kind, id) SELECT 'mistake', id FROM mistake",
        "INSERT INTO bank_due (mistake_id) SELECT id FROM mistake",
    ),
)
"""What is made of notes and mistakes: the index of the search, and the bank of questions."""
