-- The study clock's ledger: entries that are only ever added, each sealed over the one before.

CREATE TABLE timer_entry (
    n INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    text VARCHAR NOT NULL,
    mac VARCHAR NOT NULL,
    event_id VARCHAR NOT NULL,
    PRIMARY KEY (n)
);

CREATE INDEX timer_entry_by_event ON timer_entry (event_id) WHERE event_id != '';
