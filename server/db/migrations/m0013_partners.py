"""Who looks for a partner, who was suggested to whom and what they said, who does not want to meet whom."""

STATEMENTS = (
    """
    CREATE TABLE match_wish (
        account_id TEXT PRIMARY KEY,
        wish TEXT NOT NULL,
        since_utc TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE match_pair (
        id TEXT PRIMARY KEY,
        one TEXT NOT NULL,
        other TEXT NOT NULL,
        reasons TEXT NOT NULL,
        one_says TEXT NOT NULL,
        other_says TEXT NOT NULL,
        space_id TEXT NOT NULL,
        made_utc TEXT NOT NULL
    )
    """,
    "CREATE INDEX match_pair_by_one ON match_pair (one)",
    "CREATE INDEX match_pair_by_other ON match_pair (other)",
    """
    CREATE TABLE block (
        account_id TEXT NOT NULL,
        blocked_id TEXT NOT NULL,
        PRIMARY KEY (account_id, blocked_id)
    )
    """,
)
