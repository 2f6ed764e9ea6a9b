-- The day on which a card is asked: near the day that is due, sooner before an exam.

ALTER TABLE card ADD COLUMN planned_utc VARCHAR NOT NULL DEFAULT '';

ALTER TABLE card ADD COLUMN exam_utc VARCHAR;

UPDATE card SET planned_utc = due_utc;

DROP INDEX ix_card_due_utc;

CREATE INDEX ix_card_planned_utc ON card (planned_utc);
