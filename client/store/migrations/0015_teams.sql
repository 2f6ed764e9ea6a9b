-- Teams: check-ins, cheers, tasks; a parent's consent; what this device is about to join.

CREATE TABLE checkin (
    id VARCHAR NOT NULL,
    space_id VARCHAR NOT NULL,
    who VARCHAR NOT NULL,
    day VARCHAR NOT NULL,
    words VARCHAR NOT NULL,
    minutes INTEGER NOT NULL,
    at_utc VARCHAR NOT NULL,
    PRIMARY KEY (id)
);

CREATE INDEX ix_checkin_day ON checkin (day);

CREATE TABLE cheer (
    id VARCHAR NOT NULL,
    space_id VARCHAR NOT NULL,
    who VARCHAR NOT NULL,
    day VARCHAR NOT NULL,
    checkin_id VARCHAR NOT NULL,
    phrase VARCHAR NOT NULL,
    at_utc VARCHAR NOT NULL,
    PRIMARY KEY (id)
);

CREATE INDEX ix_cheer_day ON cheer (day);

CREATE TABLE team_task (
    id VARCHAR NOT NULL,
    space_id VARCHAR NOT NULL,
    deleted BOOLEAN NOT NULL,
    title VARCHAR NOT NULL,
    day VARCHAR NOT NULL,
    made_by VARCHAR NOT NULL,
    created_utc VARCHAR NOT NULL,
    done JSON NOT NULL,
    PRIMARY KEY (id)
);

CREATE INDEX ix_team_task_day ON team_task (day);

CREATE TABLE team_request (
    id VARCHAR NOT NULL,
    space_id VARCHAR NOT NULL,
    child VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    asked_utc VARCHAR NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE team_consent (
    id VARCHAR NOT NULL,
    space_id VARCHAR NOT NULL,
    deleted BOOLEAN NOT NULL,
    child VARCHAR NOT NULL,
    agrees BOOLEAN NOT NULL,
    request_id VARCHAR NOT NULL,
    given_utc VARCHAR NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE team_intent (
    request_id VARCHAR NOT NULL,
    code VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    state VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    asked_utc VARCHAR NOT NULL,
    PRIMARY KEY (request_id)
);
