-- The tables of the first version: the store's own, then the features'.

CREATE TABLE answer (
    id VARCHAR NOT NULL,
    space_id VARCHAR NOT NULL,
    question_id VARCHAR NOT NULL,
    course_id VARCHAR NOT NULL,
    lesson_id VARCHAR NOT NULL,
    segment INTEGER NOT NULL,
    given JSON,
    correct BOOLEAN NOT NULL,
    answered_utc VARCHAR NOT NULL,
    elapsed_s FLOAT NOT NULL,
    PRIMARY KEY (id)
);

CREATE INDEX ix_answer_course_id ON answer (course_id);

CREATE TABLE card (
    mistake_id VARCHAR NOT NULL,
    due_utc VARCHAR NOT NULL,
    stability FLOAT,
    difficulty FLOAT,
    state INTEGER NOT NULL,
    step INTEGER,
    last_review_utc VARCHAR,
    reviews INTEGER NOT NULL,
    lapses INTEGER NOT NULL,
    PRIMARY KEY (mistake_id)
);

CREATE INDEX ix_card_due_utc ON card (due_utc);

CREATE TABLE cursor (
    space_id VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    role VARCHAR NOT NULL,
    seq INTEGER NOT NULL,
    PRIMARY KEY (space_id)
);

CREATE TABLE device (
    id INTEGER NOT NULL,
    device_id VARCHAR NOT NULL,
    account_id VARCHAR NOT NULL,
    personal_space VARCHAR NOT NULL,
    last_n INTEGER NOT NULL,
    sent_n INTEGER NOT NULL,
    acked_n INTEGER NOT NULL,
    stamp VARCHAR NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE finish (
    id VARCHAR NOT NULL,
    space_id VARCHAR NOT NULL,
    course_id VARCHAR NOT NULL,
    lesson_id VARCHAR NOT NULL,
    finished_utc VARCHAR NOT NULL,
    PRIMARY KEY (id)
);

CREATE INDEX ix_finish_course_id ON finish (course_id);

CREATE TABLE history (
    seq INTEGER NOT NULL,
    space_id VARCHAR NOT NULL,
    type VARCHAR NOT NULL,
    record_id VARCHAR NOT NULL,
    field VARCHAR NOT NULL,
    value JSON,
    device VARCHAR NOT NULL,
    stamp VARCHAR NOT NULL,
    PRIMARY KEY (seq, space_id, field)
);

CREATE INDEX ix_history_record_id ON history (record_id);

CREATE TABLE mistake (
    id VARCHAR NOT NULL,
    space_id VARCHAR NOT NULL,
    deleted BOOLEAN NOT NULL,
    question JSON NOT NULL,
    given JSON,
    course_id VARCHAR NOT NULL,
    lesson_id VARCHAR NOT NULL,
    question_id VARCHAR NOT NULL,
    source VARCHAR NOT NULL,
    point_id VARCHAR NOT NULL,
    created_utc VARCHAR NOT NULL,
    PRIMARY KEY (id)
);

CREATE INDEX mistake_by_point ON mistake (deleted, point_id, created_utc);

CREATE INDEX mistake_by_time ON mistake (deleted, created_utc);

CREATE TABLE note (
    id VARCHAR NOT NULL,
    space_id VARCHAR NOT NULL,
    deleted BOOLEAN NOT NULL,
    title VARCHAR NOT NULL,
    body VARCHAR NOT NULL,
    course_id VARCHAR NOT NULL,
    lesson_id VARCHAR NOT NULL,
    created_utc VARCHAR NOT NULL,
    updated_utc VARCHAR NOT NULL,
    PRIMARY KEY (id)
);

CREATE INDEX note_by_lesson ON note (course_id, lesson_id);

CREATE INDEX note_by_time ON note (deleted, updated_utc);

CREATE TABLE outbox (
    n INTEGER NOT NULL,
    space_id VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    type VARCHAR NOT NULL,
    record_id VARCHAR NOT NULL,
    fields JSON NOT NULL,
    base INTEGER NOT NULL,
    stamp VARCHAR NOT NULL,
    PRIMARY KEY (n)
);

CREATE INDEX ix_outbox_record_id ON outbox (record_id);

CREATE TABLE place (
    id VARCHAR NOT NULL,
    space_id VARCHAR NOT NULL,
    deleted BOOLEAN NOT NULL,
    course_id VARCHAR NOT NULL,
    lesson_id VARCHAR NOT NULL,
    segment INTEGER NOT NULL,
    PRIMARY KEY (id)
);

CREATE INDEX ix_place_course_id ON place (course_id);

CREATE TABLE review (
    id VARCHAR NOT NULL,
    space_id VARCHAR NOT NULL,
    mistake_id VARCHAR NOT NULL,
    rating INTEGER NOT NULL,
    reviewed_utc VARCHAR NOT NULL,
    elapsed_s FLOAT NOT NULL,
    PRIMARY KEY (id)
);

CREATE INDEX ix_review_reviewed_utc ON review (reviewed_utc);

CREATE INDEX review_by_mistake ON review (mistake_id, reviewed_utc);

CREATE TABLE set_aside (
    id INTEGER NOT NULL,
    operation JSON NOT NULL,
    reason VARCHAR NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE setting (
    "key" VARCHAR NOT NULL,
    value JSON,
    PRIMARY KEY ("key")
);

CREATE TABLE shadow (
    type VARCHAR NOT NULL,
    record_id VARCHAR NOT NULL,
    space_id VARCHAR NOT NULL,
    state JSON NOT NULL,
    PRIMARY KEY (type, record_id)
);

CREATE TABLE study (
    id VARCHAR NOT NULL,
    space_id VARCHAR NOT NULL,
    activity VARCHAR NOT NULL,
    started_utc VARCHAR NOT NULL,
    seconds INTEGER NOT NULL,
    PRIMARY KEY (id)
);

CREATE INDEX ix_study_started_utc ON study (started_utc);

CREATE TABLE unknown_event (
    type VARCHAR NOT NULL,
    record_id VARCHAR NOT NULL,
    space_id VARCHAR NOT NULL,
    fields JSON NOT NULL,
    PRIMARY KEY (type, record_id)
);


INSERT INTO device (id, device_id, account_id, personal_space, last_n, sent_n, acked_n, stamp)
VALUES (1, '', '', '', 0, 0, 0, '');
