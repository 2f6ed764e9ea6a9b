-- Teams: what members say to each other, from fourteen on.

CREATE TABLE chat (
    id VARCHAR NOT NULL,
    space_id VARCHAR NOT NULL,
    who VARCHAR NOT NULL,
    words VARCHAR NOT NULL,
    at_utc VARCHAR NOT NULL,
    PRIMARY KEY (id)
);

CREATE INDEX ix_chat_at_utc ON chat (at_utc);
