"""Live lessons: the timetable, what is said, what is asked (see server.live)."""

STATEMENTS = (
    """
    CREATE TABLE live_lesson (
        id TEXT PRIMARY KEY,
        card TEXT NOT NULL,
        starts_utc TEXT NOT NULL,
        ends_utc TEXT NOT NULL
    )
    """,
    "CREATE INDEX live_lesson_by_end ON live_lesson (ends_utc)",
    """
    CREATE TABLE live_line (
        lesson_id TEXT NOT NULL,
        n BIGINT NOT NULL,
        second DOUBLE PRECISION NOT NULL,
        text TEXT NOT NULL,
        PRIMARY KEY (lesson_id, n)
    )
    """,
    """
    CREATE TABLE live_question (
        lesson_id TEXT NOT NULL,
        account_id TEXT NOT NULL,
        request_id TEXT NOT NULL,
        second DOUBLE PRECISION NOT NULL,
        text TEXT NOT NULL,
        answer TEXT NOT NULL,
        asked_utc TEXT NOT NULL,
        PRIMARY KEY (lesson_id, account_id, request_id)
    )
    """,
)
