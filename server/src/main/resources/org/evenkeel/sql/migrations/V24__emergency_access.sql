-- Emergency access: who opened whose contact facts outside a session, why, and who has looked at it since. What begins
-- with sealed_ is encrypted under the master key: both are words about persons. Times are milliseconds since 1970 UTC.

CREATE TABLE emergency_access (
    id             TEXT NOT NULL PRIMARY KEY,
    participant_id TEXT NOT NULL,
    staff_id       TEXT NOT NULL,
    sealed_reason  ${bytes} NOT NULL,
    opened_at      BIGINT NOT NULL,
    closes_at      BIGINT NOT NULL,
    closed_at      BIGINT,
    reads          INTEGER NOT NULL,
    shown          INTEGER NOT NULL,
    reviewer_id    TEXT,
    reviewed_at    BIGINT,
    sealed_note    ${bytes}
);

CREATE INDEX emergency_access_by_staff ON emergency_access (staff_id, closes_at);
CREATE INDEX emergency_access_by_time ON emergency_access (opened_at, id);
CREATE INDEX emergency_access_by_review ON emergency_access (reviewed_at);

-- What somebody said last, whichever session it was for.
CREATE INDEX gate_answers_by_person ON gate_answers (person_id, answered_at);
