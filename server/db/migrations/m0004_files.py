"""Files, named by their SHA-256; what is in them is on the shelf (see server.files)."""

STATEMENTS = (
    """
    CREATE TABLE file (
        space_id TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        size BIGINT NOT NULL,
        created_utc TEXT NOT NULL,
        complete_utc TEXT,
        PRIMARY KEY (space_id, sha256)
    )
    """,
)
