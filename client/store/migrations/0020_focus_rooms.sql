-- Teams: times of quiet work that members share.

CREATE TABLE focus (
    id VARCHAR NOT NULL,
    space_id VARCHAR NOT NULL,
    who VARCHAR NOT NULL,
    started_utc VARCHAR NOT NULL,
    minutes INTEGER NOT NULL,
    PRIMARY KEY (id)
);

CREATE INDEX ix_focus_started_utc ON focus (started_utc);
