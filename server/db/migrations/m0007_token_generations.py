"""How often a device has been given tokens."""

STATEMENTS = ("ALTER TABLE device ADD COLUMN generation BIGINT NOT NULL DEFAULT 0",)
