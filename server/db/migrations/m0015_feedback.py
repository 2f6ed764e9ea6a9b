"""Feedback is found among the records without looking at all of them."""

STATEMENTS = ("CREATE INDEX state_feedback ON state (space_id, record_id) WHERE type = 'feedback'",)
