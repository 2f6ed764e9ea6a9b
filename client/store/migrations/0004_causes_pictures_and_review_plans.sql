-- Why a mistake was made, its pictures; reviews that do not count; how a person reviews.

ALTER TABLE mistake ADD COLUMN cause VARCHAR NOT NULL DEFAULT '';

ALTER TABLE mistake ADD COLUMN reflection VARCHAR NOT NULL DEFAULT '';

ALTER TABLE mistake ADD COLUMN pictures JSON NOT NULL DEFAULT '[]';

CREATE TABLE unreview (
    id VARCHAR NOT NULL,
    space_id VARCHAR NOT NULL,
    review_id VARCHAR NOT NULL,
    mistake_id VARCHAR NOT NULL,
    undone_utc VARCHAR NOT NULL,
    PRIMARY KEY (id)
);

CREATE INDEX ix_unreview_review_id ON unreview (review_id);

CREATE TABLE review_plan (
    id VARCHAR NOT NULL,
    space_id VARCHAR NOT NULL,
    deleted BOOLEAN NOT NULL,
    buttons INTEGER NOT NULL,
    daily_cap INTEGER NOT NULL,
    weekdays JSON NOT NULL,
    utc_offset_min INTEGER NOT NULL,
    exam_day VARCHAR NOT NULL,
    exam_subject VARCHAR NOT NULL,
    PRIMARY KEY (id)
);
