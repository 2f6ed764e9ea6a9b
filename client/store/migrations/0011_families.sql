-- Families: limits, requests and their answers, days as parents see them, clocks of children's devices.

CREATE TABLE limits (
    id VARCHAR NOT NULL,
    space_id VARCHAR NOT NULL,
    deleted BOOLEAN NOT NULL,
    child VARCHAR NOT NULL,
    minutes JSON NOT NULL,
    closed_from VARCHAR NOT NULL,
    closed_until VARCHAR NOT NULL,
    rest_after_min INTEGER NOT NULL,
    exempt JSON NOT NULL,
    caps_min JSON NOT NULL,
    zone VARCHAR NOT NULL,
    first_device VARCHAR NOT NULL,
    changed_utc VARCHAR NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE request (
    id VARCHAR NOT NULL,
    space_id VARCHAR NOT NULL,
    child VARCHAR NOT NULL,
    day VARCHAR NOT NULL,
    minutes INTEGER NOT NULL,
    reason VARCHAR NOT NULL,
    asked_utc VARCHAR NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE grant_event (
    id VARCHAR NOT NULL,
    space_id VARCHAR NOT NULL,
    child VARCHAR NOT NULL,
    day VARCHAR NOT NULL,
    seconds INTEGER NOT NULL,
    request_id VARCHAR NOT NULL,
    words VARCHAR NOT NULL,
    given_utc VARCHAR NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE child (
    id VARCHAR NOT NULL,
    space_id VARCHAR NOT NULL,
    deleted BOOLEAN NOT NULL,
    child VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    grade INTEGER NOT NULL,
    goal_min INTEGER NOT NULL,
    zone VARCHAR NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE day_summary (
    id VARCHAR NOT NULL,
    space_id VARCHAR NOT NULL,
    deleted BOOLEAN NOT NULL,
    child VARCHAR NOT NULL,
    day VARCHAR NOT NULL,
    used_s INTEGER NOT NULL,
    exempt_s INTEGER NOT NULL,
    cap_s INTEGER NOT NULL,
    by_activity JSON NOT NULL,
    by_subject JSON NOT NULL,
    answered INTEGER NOT NULL,
    correct INTEGER NOT NULL,
    reviewed INTEGER NOT NULL,
    learned JSON NOT NULL,
    weak JSON NOT NULL,
    streak INTEGER NOT NULL,
    goal_min INTEGER NOT NULL,
    told_utc VARCHAR NOT NULL,
    PRIMARY KEY (id)
);

CREATE INDEX ix_day_summary_day ON day_summary (day);

CREATE TABLE child_clock (
    id VARCHAR NOT NULL,
    space_id VARCHAR NOT NULL,
    deleted BOOLEAN NOT NULL,
    child VARCHAR NOT NULL,
    device VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    since_utc VARCHAR NOT NULL,
    seen_utc VARCHAR NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE alert (
    id VARCHAR NOT NULL,
    space_id VARCHAR NOT NULL,
    child VARCHAR NOT NULL,
    device VARCHAR NOT NULL,
    what VARCHAR NOT NULL,
    more VARCHAR NOT NULL,
    at_utc VARCHAR NOT NULL,
    PRIMARY KEY (id)
);

-- What was studied, beside how.

ALTER TABLE study ADD COLUMN subject VARCHAR NOT NULL DEFAULT '';
