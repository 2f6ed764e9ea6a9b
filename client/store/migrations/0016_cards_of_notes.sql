-- Review cards out of notes: which mark is which card, and what it asks.

CREATE TABLE note_card (
    id VARCHAR NOT NULL,
    space_id VARCHAR NOT NULL,
    deleted BOOLEAN NOT NULL,
    note_id VARCHAR NOT NULL,
    anchor VARCHAR NOT NULL,
    created_utc VARCHAR NOT NULL,
    PRIMARY KEY (id)
);

CREATE INDEX note_card_by_note ON note_card (note_id);

-- Derived from the notes, never synced.
CREATE TABLE noted_card (
    card_id VARCHAR NOT NULL,
    note_id VARCHAR NOT NULL,
    place INTEGER NOT NULL,
    asked VARCHAR NOT NULL,
    answer VARCHAR NOT NULL,
    created_utc VARCHAR NOT NULL,
    shown BOOLEAN NOT NULL,
    PRIMARY KEY (card_id)
);

CREATE INDEX noted_card_by_note ON noted_card (note_id, place);
