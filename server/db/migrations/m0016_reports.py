"""What members of teams reported, for whoever answers for the server."""

STATEMENTS = (
    """
    CREATE TABLE report (
        account_id TEXT NOT NULL,
        request_id TEXT NOT NULL,
        about TEXT NOT NULL,
        space_id TEXT NOT NULL,
        record_id TEXT NOT NULL,
        words TEXT NOT NULL,
        made_utc TEXT NOT NULL,
        PRIMARY KEY (account_id, request_id)
    )
    """,
)
