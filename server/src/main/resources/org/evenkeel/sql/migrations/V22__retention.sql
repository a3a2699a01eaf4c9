-- What is kept for how long. A hold keeps every record of a person though its time is over.

CREATE TABLE legal_hold (
    person_id TEXT NOT NULL PRIMARY KEY,
    placed_at BIGINT NOT NULL
);

-- What is left of the seals of sessions that retention deleted: the links of the chain, so that the rest is verified
-- over them. Nothing says whose they were.
CREATE TABLE attendance_seal_gone (
    number   BIGINT NOT NULL PRIMARY KEY,
    hash     TEXT NOT NULL,
    previous TEXT NOT NULL
);

CREATE INDEX clinic_session_by_end ON clinic_session (end_at);
