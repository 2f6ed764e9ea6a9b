"""The catalogue of courses; the packs themselves are in a folder (see server.courses)."""

STATEMENTS = (
    """
    CREATE TABLE course_version (
        course_id TEXT NOT NULL,
        version BIGINT NOT NULL,
        card TEXT NOT NULL,
        size BIGINT NOT NULL,
        sha256 TEXT NOT NULL,
        added_utc TEXT NOT NULL,
        withdrawn_utc TEXT,
        PRIMARY KEY (course_id, version)
    )
    """,
)
