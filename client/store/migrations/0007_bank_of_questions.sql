-- All questions of this device, to find those that are alike: derived, and filled when somebody looks.

CREATE TABLE bank (
    doc INTEGER NOT NULL,
    mistake_id VARCHAR NOT NULL,
    course_id VARCHAR NOT NULL,
    lesson_id VARCHAR NOT NULL,
    question_id VARCHAR NOT NULL,
    text VARCHAR NOT NULL,
    form VARCHAR NOT NULL,
    point_id VARCHAR NOT NULL,
    difficulty INTEGER NOT NULL,
    PRIMARY KEY (doc)
);

CREATE INDEX ix_bank_mistake_id ON bank (mistake_id);

CREATE INDEX ix_bank_course_id ON bank (course_id);

CREATE INDEX ix_bank_form ON bank (form);

CREATE INDEX ix_bank_point_id ON bank (point_id);

CREATE TABLE bank_gram (
    gram VARCHAR NOT NULL,
    questions INTEGER NOT NULL,
    PRIMARY KEY (gram)
) WITHOUT ROWID;

CREATE TABLE bank_due (
    mistake_id VARCHAR NOT NULL,
    PRIMARY KEY (mistake_id)
);

CREATE TABLE bank_course (
    course_id VARCHAR NOT NULL,
    stamp VARCHAR NOT NULL,
    PRIMARY KEY (course_id)
);

-- Which questions have which gram, and nothing else: the texts are in `bank`.
CREATE VIRTUAL TABLE bank_text USING fts5(
    grams, content='', detail=none, tokenize="unicode61 remove_diacritics 0 tokenchars '_'"
);

INSERT INTO bank_due (mistake_id) SELECT id FROM mistake;
