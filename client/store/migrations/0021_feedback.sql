-- What a person tells those who make the app, and what became of it.

CREATE TABLE feedback (
    id VARCHAR NOT NULL,
    space_id VARCHAR NOT NULL,
    deleted BOOLEAN NOT NULL,
    words VARCHAR NOT NULL,
    pictures JSON NOT NULL,
    version VARCHAR NOT NULL,
    system VARCHAR NOT NULL,
    sent_utc VARCHAR NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE feedback_answer (
    id VARCHAR NOT NULL,
    space_id VARCHAR NOT NULL,
    deleted BOOLEAN NOT NULL,
    feedback_id VARCHAR NOT NULL,
    state VARCHAR NOT NULL,
    answer VARCHAR NOT NULL,
    answered_utc VARCHAR NOT NULL,
    PRIMARY KEY (id)
);
