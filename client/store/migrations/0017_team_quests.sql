-- Teams: a quest a day, chosen from what the members would like to practise; a picture of what was done.

ALTER TABLE checkin ADD COLUMN weak JSON NOT NULL DEFAULT '[]';
ALTER TABLE checkin ADD COLUMN picture VARCHAR NOT NULL DEFAULT '';

CREATE TABLE quest_done (
    id VARCHAR NOT NULL,
    space_id VARCHAR NOT NULL,
    who VARCHAR NOT NULL,
    day VARCHAR NOT NULL,
    point_id VARCHAR NOT NULL,
    "right" INTEGER NOT NULL,
    asked INTEGER NOT NULL,
    at_utc VARCHAR NOT NULL,
    PRIMARY KEY (id)
);

CREATE INDEX ix_quest_done_day ON quest_done (day);
