-- Teams: who came by an invitation, since its week has a freeze more.

CREATE TABLE team_welcome (
    id VARCHAR NOT NULL,
    space_id VARCHAR NOT NULL,
    who VARCHAR NOT NULL,
    day VARCHAR NOT NULL,
    at_utc VARCHAR NOT NULL,
    PRIMARY KEY (id)
);
