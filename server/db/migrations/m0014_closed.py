"""Which requests to delete an account have been carried out; not whose they were."""

STATEMENTS = (
    """
    CREATE TABLE closed (
        request_id TEXT PRIMARY KEY,
        closed_utc TEXT NOT NULL
    )
    """,
)
