-- Quizzes taken as a whole, how far media were played, and where in a lesson a note belongs.

ALTER TABLE answer ADD COLUMN attempt_id VARCHAR NOT NULL DEFAULT '';

ALTER TABLE answer ADD COLUMN doubtful BOOLEAN NOT NULL DEFAULT 0;

ALTER TABLE answer ADD COLUMN hinted BOOLEAN NOT NULL DEFAULT 0;

CREATE INDEX ix_answer_attempt_id ON answer (attempt_id);

CREATE TABLE attempt (
    id VARCHAR NOT NULL,
    space_id VARCHAR NOT NULL,
    course_id VARCHAR NOT NULL,
    lesson_id VARCHAR NOT NULL,
    segment INTEGER NOT NULL,
    question_ids JSON NOT NULL,
    started_utc VARCHAR NOT NULL,
    ended_utc VARCHAR NOT NULL,
    elapsed_s FLOAT NOT NULL,
    reason VARCHAR NOT NULL,
    PRIMARY KEY (id)
);

CREATE INDEX ix_attempt_course_id ON attempt (course_id);

CREATE INDEX ix_attempt_ended_utc ON attempt (ended_utc);

CREATE TABLE playback (
    id VARCHAR NOT NULL,
    space_id VARCHAR NOT NULL,
    deleted BOOLEAN NOT NULL,
    course_id VARCHAR NOT NULL,
    lesson_id VARCHAR NOT NULL,
    media VARCHAR NOT NULL,
    second FLOAT NOT NULL,
    kept_utc VARCHAR NOT NULL,
    PRIMARY KEY (id)
);

CREATE INDEX ix_playback_course_id ON playback (course_id);

ALTER TABLE note ADD COLUMN anchor JSON NOT NULL DEFAULT '{}';
