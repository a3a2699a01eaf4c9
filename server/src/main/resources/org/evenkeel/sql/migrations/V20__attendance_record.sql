-- What people decide about attendance. Insert only, but for the one row that holds the end of the chain of seals. What
-- begins with sealed_ is encrypted under the master key: reasons are words about persons.

-- Corrections, phone entries among them; those of an amendment carry its seal's number.
CREATE TABLE attendance_correction (
    session_id    TEXT NOT NULL,
    number        INTEGER NOT NULL,
    seal_number   BIGINT,
    person_id     TEXT NOT NULL,
    kind          TEXT NOT NULL,
    old_value     TEXT NOT NULL,
    new_value     TEXT NOT NULL,
    sealed_reason ${bytes} NOT NULL,
    by_id         TEXT NOT NULL,
    at            BIGINT NOT NULL,
    PRIMARY KEY (session_id, number)
);

CREATE INDEX attendance_correction_by_seal ON attendance_correction (seal_number);

-- Signatures (revision 1) and amendments, chained for the whole clinic.
CREATE TABLE attendance_seal (
    number     BIGINT NOT NULL PRIMARY KEY,
    session_id TEXT NOT NULL,
    revision   INTEGER NOT NULL,
    signer_id  TEXT NOT NULL,
    signed_at  BIGINT NOT NULL,
    sealed_why ${bytes} NOT NULL,
    document   ${bytes} NOT NULL,
    hash       TEXT NOT NULL,
    previous   TEXT NOT NULL,
    UNIQUE (session_id, revision)
);

CREATE TABLE attendance_seal_head (
    id     TEXT NOT NULL PRIMARY KEY,
    number BIGINT NOT NULL,
    hash   TEXT NOT NULL
);

INSERT INTO attendance_seal_head (id, number, hash)
VALUES ('clinic', 0, '0000000000000000000000000000000000000000000000000000000000000000');
