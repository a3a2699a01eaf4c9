-- The audit log: one chain for the whole clinic. Insert only, but for the one row that holds its end; triggers hold
-- that (V21.1, in each database's own words). Ids and words of closed lists only, never a name or a value.

CREATE TABLE audit_row (
    number   BIGINT NOT NULL PRIMARY KEY,
    at       BIGINT NOT NULL,
    kind     TEXT NOT NULL,
    actor    TEXT NOT NULL,
    roles    TEXT NOT NULL,
    action   TEXT NOT NULL,
    subjects TEXT NOT NULL,
    result   TEXT NOT NULL,
    hash     TEXT NOT NULL
);

CREATE INDEX audit_row_by_actor ON audit_row (actor, number);
CREATE INDEX audit_row_by_action ON audit_row (action, number);
CREATE INDEX audit_row_by_time ON audit_row (at);

-- The subjects once more, one a row, for the search; "none" for a row about nobody.
CREATE TABLE audit_subject (
    id     TEXT NOT NULL,
    kind   TEXT NOT NULL,
    number BIGINT NOT NULL,
    PRIMARY KEY (id, kind, number)
);

CREATE INDEX audit_subject_by_number ON audit_subject (number);

-- Whoever adds rows takes his turn first: other nodes and commands wait for this row.
CREATE TABLE audit_head (
    id     TEXT NOT NULL PRIMARY KEY,
    turn   BIGINT NOT NULL,
    number BIGINT NOT NULL,
    hash   TEXT NOT NULL
);

INSERT INTO audit_head (id, turn, number, hash)
VALUES ('clinic', 0, 0, '0000000000000000000000000000000000000000000000000000000000000000');

-- What retention deleted of the beginning: the rest is verified from the last cut on.
CREATE TABLE audit_cut (
    number BIGINT NOT NULL PRIMARY KEY,
    hash   TEXT NOT NULL,
    at     BIGINT NOT NULL
);
