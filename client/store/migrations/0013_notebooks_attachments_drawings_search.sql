-- Where a note is kept, what belongs to it, how it was before, and the index that finds everything.

ALTER TABLE note ADD COLUMN notebook VARCHAR NOT NULL DEFAULT '';

ALTER TABLE note ADD COLUMN tags JSON NOT NULL DEFAULT '[]';

ALTER TABLE note ADD COLUMN pinned BOOLEAN NOT NULL DEFAULT 0;

CREATE INDEX note_by_notebook ON note (notebook, deleted, updated_utc);

CREATE TABLE attachment (
    id VARCHAR NOT NULL,
    space_id VARCHAR NOT NULL,
    deleted BOOLEAN NOT NULL,
    note_id VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    file VARCHAR NOT NULL,
    created_utc VARCHAR NOT NULL,
    PRIMARY KEY (id)
);

CREATE INDEX attachment_by_note ON attachment (note_id, name);

CREATE TABLE drawing (
    id VARCHAR NOT NULL,
    space_id VARCHAR NOT NULL,
    deleted BOOLEAN NOT NULL,
    note_id VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    strokes JSON NOT NULL,
    created_utc VARCHAR NOT NULL,
    PRIMARY KEY (id)
);

CREATE INDEX drawing_by_note ON drawing (note_id, name);

-- How a note was before somebody went on with it here: this device's own, never synced.
CREATE TABLE note_version (
    id INTEGER NOT NULL,
    note_id VARCHAR NOT NULL,
    until_utc VARCHAR NOT NULL,
    title VARCHAR NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (id)
);

CREATE INDEX note_version_by_note ON note_version (note_id, until_utc);

-- What can be found. `text` is what was indexed of things that are in no table of ours; a changed thing is a new doc.
CREATE TABLE search_doc (
    doc INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    kind VARCHAR NOT NULL,
    id VARCHAR NOT NULL,
    parent VARCHAR NOT NULL,
    title VARCHAR NOT NULL,
    about VARCHAR NOT NULL,
    text VARCHAR NOT NULL
);

CREATE INDEX search_doc_by_id ON search_doc (kind, id, parent);

-- What has changed and is not in the index yet: looked through as it is, so that nothing is missed.
CREATE TABLE search_due (
    kind VARCHAR NOT NULL,
    id VARCHAR NOT NULL,
    PRIMARY KEY (kind, id)
) WITHOUT ROWID;

CREATE TABLE search_course (
    course_id VARCHAR NOT NULL,
    stamp VARCHAR NOT NULL,
    PRIMARY KEY (course_id)
);

-- The words of each doc, and nothing else.
CREATE VIRTUAL TABLE search_text USING fts5(
    grams, content='', detail=none, tokenize="unicode61 remove_diacritics 0 tokenchars '=~'"
);

INSERT INTO search_due (kind, id) SELECT 'note', id FROM note;

INSERT INTO search_due (kind, id) SELECT 'mistake', id FROM mistake;
