"""Weeks that parents show to teachers, and when a guardian agreed to an account of somebody under fourteen."""

STATEMENTS = (
    """
    CREATE TABLE summary_link (
        id TEXT PRIMARY KEY,
        token_hash TEXT NOT NULL UNIQUE,
        space_id TEXT NOT NULL,
        made_by TEXT NOT NULL,
        summary TEXT NOT NULL,
        title TEXT NOT NULL,
        expires_utc TEXT NOT NULL
    )
    """,
    "CREATE INDEX summary_link_by_space ON summary_link (space_id)",
    "ALTER TABLE account ADD COLUMN consent_utc TEXT",
)
