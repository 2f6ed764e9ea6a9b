-- Courses that a person writes, courses that members of a space have published, live lessons to be reminded of.

CREATE TABLE manuscript (
    id VARCHAR NOT NULL,
    space_id VARCHAR NOT NULL,
    deleted BOOLEAN NOT NULL,
    body VARCHAR NOT NULL,
    pictures JSON NOT NULL,
    created_utc VARCHAR NOT NULL,
    updated_utc VARCHAR NOT NULL,
    PRIMARY KEY (id)
);

CREATE INDEX manuscript_by_time ON manuscript (deleted, updated_utc);

CREATE TABLE publication (
    id VARCHAR NOT NULL,
    space_id VARCHAR NOT NULL,
    deleted BOOLEAN NOT NULL,
    card JSON NOT NULL,
    pack VARCHAR NOT NULL,
    author VARCHAR NOT NULL,
    published_utc VARCHAR NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE live_reminder (
    id VARCHAR NOT NULL,
    space_id VARCHAR NOT NULL,
    deleted BOOLEAN NOT NULL,
    card JSON NOT NULL,
    remind_min INTEGER NOT NULL,
    PRIMARY KEY (id)
);
