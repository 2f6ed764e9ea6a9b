-- Texts as the log has them, chains of logs, records in the order of their last entry, and what healing keeps aside.

ALTER TABLE device ADD COLUMN former_id VARCHAR NOT NULL DEFAULT '';

ALTER TABLE device ADD COLUMN next_id VARCHAR NOT NULL DEFAULT '';

ALTER TABLE device ADD COLUMN epoch VARCHAR NOT NULL DEFAULT '';

ALTER TABLE cursor ADD COLUMN chain VARCHAR NOT NULL DEFAULT '';

ALTER TABLE cursor ADD COLUMN name VARCHAR NOT NULL DEFAULT '';

ALTER TABLE cursor ADD COLUMN healing BOOLEAN NOT NULL DEFAULT 0;

ALTER TABLE cursor ADD COLUMN snapshot_after VARCHAR;

ALTER TABLE cursor ADD COLUMN snapshot_seq INTEGER NOT NULL DEFAULT 0;

ALTER TABLE cursor ADD COLUMN snapshot_chain VARCHAR NOT NULL DEFAULT '';

-- Without row ids: one tree to fill instead of two, for this is where everything that arrives goes first.
CREATE TABLE shadow_new (
    type VARCHAR NOT NULL,
    record_id VARCHAR NOT NULL,
    space_id VARCHAR NOT NULL,
    state JSON NOT NULL,
    seq INTEGER NOT NULL,
    PRIMARY KEY (type, record_id)
) WITHOUT ROWID;

-- The logs are read again from their beginning: what texts are made of was not kept so far. Rows and outbox stay.
UPDATE cursor SET seq = 0;

DROP TABLE shadow;

ALTER TABLE shadow_new RENAME TO shadow;

ALTER TABLE set_aside ADD COLUMN aside_utc VARCHAR NOT NULL DEFAULT '';

ALTER TABLE unknown_event ADD COLUMN stamp VARCHAR NOT NULL DEFAULT '';

CREATE TABLE text_state (
    type VARCHAR NOT NULL,
    record_id VARCHAR NOT NULL,
    field VARCHAR NOT NULL,
    space_id VARCHAR NOT NULL,
    state BLOB NOT NULL,
    PRIMARY KEY (type, record_id, field)
);

CREATE TABLE unknown_entry (
    space_id VARCHAR NOT NULL,
    seq INTEGER NOT NULL,
    entry JSON NOT NULL,
    PRIMARY KEY (space_id, seq)
);

CREATE TABLE own_state (
    type VARCHAR NOT NULL,
    record_id VARCHAR NOT NULL,
    space_id VARCHAR NOT NULL,
    state JSON NOT NULL,
    PRIMARY KEY (type, record_id)
);

CREATE TABLE own_event (
    type VARCHAR NOT NULL,
    record_id VARCHAR NOT NULL,
    space_id VARCHAR NOT NULL,
    PRIMARY KEY (type, record_id)
);

CREATE TABLE own_text (
    type VARCHAR NOT NULL,
    record_id VARCHAR NOT NULL,
    field VARCHAR NOT NULL,
    space_id VARCHAR NOT NULL,
    state BLOB NOT NULL,
    PRIMARY KEY (type, record_id, field)
);

-- A log that was read anew numbers differently, so what lost is known by its stamp and device.
CREATE TABLE history_new (
    space_id VARCHAR NOT NULL,
    type VARCHAR NOT NULL,
    record_id VARCHAR NOT NULL,
    field VARCHAR NOT NULL,
    stamp VARCHAR NOT NULL,
    device VARCHAR NOT NULL,
    value JSON,
    seq INTEGER NOT NULL,
    PRIMARY KEY (space_id, type, record_id, field, stamp, device)
);

INSERT OR IGNORE INTO history_new SELECT space_id, type, record_id, field, stamp, device, value, seq FROM history;

DROP TABLE history;

ALTER TABLE history_new RENAME TO history;

CREATE INDEX ix_history_record_id ON history (record_id);

CREATE INDEX ix_history_stamp ON history (stamp);
