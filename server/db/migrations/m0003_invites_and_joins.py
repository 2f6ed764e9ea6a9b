"""Names of spaces, when a member joined, invites, and which requests to join have been carried out."""

STATEMENTS = (
    "ALTER TABLE space ADD COLUMN name TEXT",
    "ALTER TABLE membership ADD COLUMN joined_utc TEXT",
    """
    CREATE TABLE invite (
        code TEXT PRIMARY KEY,
        space_id TEXT NOT NULL,
        role TEXT NOT NULL,
        made_by TEXT NOT NULL,
        uses_left BIGINT NOT NULL,
        expires_utc TEXT NOT NULL
    )
    """,
    "CREATE INDEX invite_by_space ON invite (space_id)",
    """
    CREATE TABLE joined (
        account_id TEXT NOT NULL,
        request_id TEXT NOT NULL,
        space_id TEXT NOT NULL,
        joined_utc TEXT NOT NULL,
        PRIMARY KEY (account_id, request_id)
    )
    """,
)
