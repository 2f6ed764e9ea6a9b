-- Mistakes that a person writes down: the subject, and the moments at which the question was got wrong.

ALTER TABLE mistake ADD COLUMN subject VARCHAR NOT NULL DEFAULT '';

ALTER TABLE mistake ADD COLUMN missed_utc JSON NOT NULL DEFAULT '[]';
