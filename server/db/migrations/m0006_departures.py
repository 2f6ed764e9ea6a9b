"""Who has left which space, so that all devices of the account forget what is in it."""

STATEMENTS = (
    """
    CREATE TABLE departure (
        space_id TEXT NOT NULL,
        account_id TEXT NOT NULL,
        left_utc TEXT NOT NULL,
        PRIMARY KEY (space_id, account_id)
    )
    """,
    "CREATE INDEX departure_by_account ON departure (account_id)",
)
