"""By whose invite a member came: whoever brings somebody gives its team a place more."""

STATEMENTS = ("ALTER TABLE membership ADD COLUMN invited_by TEXT",)
