"""Who wants to leave a space, where that needs somebody else, too."""

STATEMENTS = ("ALTER TABLE membership ADD COLUMN leaves_utc TEXT",)
