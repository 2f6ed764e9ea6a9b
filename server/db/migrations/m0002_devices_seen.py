"""When a device was last seen."""

STATEMENTS = (
    "ALTER TABLE device ADD COLUMN last_seen_utc TEXT",
    "UPDATE device SET last_seen_utc = created_utc",
    "CREATE INDEX device_by_account ON device (account_id)",
)
