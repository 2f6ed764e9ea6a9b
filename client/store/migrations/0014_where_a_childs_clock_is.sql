-- Where a child's device is, and whose agreement it follows.

ALTER TABLE child_clock ADD COLUMN zone VARCHAR NOT NULL DEFAULT '';

ALTER TABLE child_clock ADD COLUMN obeys VARCHAR NOT NULL DEFAULT '';
