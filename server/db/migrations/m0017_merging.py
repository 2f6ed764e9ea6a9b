"""Who of a sleeping team would come along into a merged one, and which two were offered to each other."""

STATEMENTS = (
    """
    CREATE TABLE merge_wish (
        space_id TEXT NOT NULL,
        account_id TEXT NOT NULL,
        grade BIGINT NOT NULL,
        since_utc TEXT NOT NULL,
        PRIMARY KEY (space_id, account_id)
    )
    """,
    """
    CREATE TABLE merge_offer (
        id TEXT PRIMARY KEY,
        one TEXT NOT NULL,
        other TEXT NOT NULL,
        one_says TEXT NOT NULL,
        other_says TEXT NOT NULL,
        merged TEXT NOT NULL,
        made_utc TEXT NOT NULL
    )
    """,
    "CREATE INDEX merge_offer_by_one ON merge_offer (one)",
    "CREATE INDEX merge_offer_by_other ON merge_offer (other)",
)
