-- Who learns here, and when something was learnt.

CREATE TABLE profile (
    id VARCHAR NOT NULL,
    space_id VARCHAR NOT NULL,
    deleted BOOLEAN NOT NULL,
    role VARCHAR NOT NULL,
    grade INTEGER NOT NULL,
    subjects JSON NOT NULL,
    goal_min INTEGER NOT NULL,
    started_utc VARCHAR NOT NULL,
    PRIMARY KEY (id)
);

-- Today asks on which days of all the years something was learnt.

CREATE INDEX ix_answer_answered_utc ON answer (answered_utc);

CREATE INDEX ix_finish_finished_utc ON finish (finished_utc);

DROP INDEX ix_study_started_utc;

CREATE INDEX study_by_time ON study (started_utc, seconds);
