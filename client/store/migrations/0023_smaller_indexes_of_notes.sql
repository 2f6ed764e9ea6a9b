-- Most notes are about no lesson and in no notebook: these indexes have the others alone, and writing a note is quicker.
DROP INDEX note_by_lesson;
CREATE INDEX note_by_lesson ON note (course_id, lesson_id) WHERE course_id != '';
DROP INDEX note_by_notebook;
CREATE INDEX note_by_notebook ON note (deleted, notebook, pinned, updated_utc, id) WHERE notebook != '';

ALTER TABLE search_due RENAME TO search_due_before;
CREATE TABLE search_due (
    kind VARCHAR NOT NULL,
    id VARCHAR NOT NULL,
    PRIMARY KEY (kind, id)
) WITHOUT ROWID;
INSERT INTO search_due SELECT kind, id FROM search_due_before;
DROP TABLE search_due_before;
