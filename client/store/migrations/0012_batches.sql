-- The log's batches as they came, for records that one entry has made and nothing has changed since: their shadows say
-- {} and the entry's place, and are made of it when they are asked for (client.store.batches).
CREATE TABLE batch (
    space_id VARCHAR NOT NULL,
    last_seq INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    device VARCHAR NOT NULL,
    n INTEGER NOT NULL,
    packed BLOB NOT NULL,
    PRIMARY KEY (space_id, last_seq)
);
