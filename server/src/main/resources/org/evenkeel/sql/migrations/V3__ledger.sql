-- Presence facts as they happened. Insert only: no statement of the server changes or deletes a row.

CREATE TABLE ledger_fact (
    session_id TEXT NOT NULL,
    epoch      BIGINT NOT NULL,
    seq        BIGINT NOT NULL,
    idx        INTEGER NOT NULL,
    at         BIGINT NOT NULL,
    person_id  TEXT,
    type       TEXT NOT NULL,
    payload    ${bytes} NOT NULL,
    PRIMARY KEY (session_id, epoch, seq, idx)
);

-- Keys of live rooms, wrapped by the key of a day; once that is deleted, none of its rows opens again.
CREATE TABLE session_key (
    session_id TEXT NOT NULL PRIMARY KEY,
    day        TEXT NOT NULL,
    wrapped    ${bytes} NOT NULL
);

CREATE INDEX session_key_by_day ON session_key (day);
