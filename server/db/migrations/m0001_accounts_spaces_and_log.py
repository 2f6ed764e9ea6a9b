"""Accounts, devices, tokens, spaces, memberships, the log, and what was set aside."""

STATEMENTS = (
    """
    CREATE TABLE account (
        id TEXT PRIMARY KEY,
        name TEXT NOT NULL,
        name_key TEXT NOT NULL UNIQUE,
        password_hash TEXT NOT NULL,
        personal_space TEXT NOT NULL,
        created_utc TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE device (
        id TEXT PRIMARY KEY,
        account_id TEXT NOT NULL,
        name TEXT NOT NULL,
        expected_n BIGINT NOT NULL,
        created_utc TEXT NOT NULL,
        revoked_utc TEXT
    )
    """,
    """
    CREATE TABLE token (
        hash TEXT PRIMARY KEY,
        kind TEXT NOT NULL,
        device_id TEXT NOT NULL,
        parent TEXT,
        expires_utc TEXT NOT NULL
    )
    """,
    "CREATE INDEX token_by_device ON token (device_id)",
    """
    CREATE TABLE space (
        id TEXT PRIMARY KEY,
        kind TEXT NOT NULL,
        head BIGINT NOT NULL,
        created_utc TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE membership (
        space_id TEXT NOT NULL,
        account_id TEXT NOT NULL,
        role TEXT NOT NULL,
        PRIMARY KEY (space_id, account_id)
    )
    """,
    "CREATE INDEX membership_by_account ON membership (account_id)",
    """
    CREATE TABLE log (
        space_id TEXT NOT NULL,
        seq BIGINT NOT NULL,
        device_id TEXT NOT NULL,
        n BIGINT NOT NULL,
        kind TEXT NOT NULL,
        type TEXT NOT NULL,
        record_id TEXT NOT NULL,
        fields TEXT NOT NULL,
        base BIGINT NOT NULL,
        stamp TEXT NOT NULL,
        received_utc TEXT NOT NULL,
        PRIMARY KEY (space_id, seq),
        CONSTRAINT log_by_device UNIQUE (space_id, device_id, n)
    )
    """,
    """
    CREATE TABLE set_aside (
        space_id TEXT NOT NULL,
        device_id TEXT NOT NULL,
        n BIGINT NOT NULL,
        reason TEXT NOT NULL,
        received_utc TEXT NOT NULL,
        PRIMARY KEY (space_id, device_id, n)
    )
    """,
)
