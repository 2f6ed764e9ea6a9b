-- A page of the list of notes is read in its order, and the notebooks and tags are counted, without reading any note.

DROP INDEX note_by_time;
CREATE INDEX note_by_time ON note (deleted, pinned, updated_utc, id);
DROP INDEX note_by_notebook;
CREATE INDEX note_by_notebook ON note (deleted, notebook, pinned, updated_utc, id);
CREATE INDEX note_tagged ON note (deleted, tags) WHERE tags != '[]';
