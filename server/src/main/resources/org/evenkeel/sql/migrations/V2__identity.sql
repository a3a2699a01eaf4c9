-- Who is who. Secrets are kept as hashes only. Times are milliseconds since 1970 UTC.

CREATE TABLE staff_password (
    person_id  TEXT NOT NULL PRIMARY KEY,
    hash       TEXT NOT NULL,
    changed_at BIGINT NOT NULL
);

CREATE TABLE staff_session (
    hash         TEXT NOT NULL PRIMARY KEY,
    id           TEXT NOT NULL UNIQUE,
    person_id    TEXT NOT NULL,
    created_at   BIGINT NOT NULL,
    last_seen_at BIGINT NOT NULL
);

CREATE INDEX staff_session_by_person ON staff_session (person_id);

CREATE TABLE entry_link (
    hash       TEXT NOT NULL PRIMARY KEY,
    person_id  TEXT NOT NULL,
    expires_at BIGINT NOT NULL
);

-- One link a participant.
CREATE TABLE personal_link (
    participant_id TEXT NOT NULL PRIMARY KEY,
    id             TEXT NOT NULL UNIQUE,
    hash           TEXT NOT NULL UNIQUE,
    issued_at      BIGINT NOT NULL,
    expires_at     BIGINT NOT NULL
);

-- A visit ends with its link.
CREATE TABLE visit (
    hash           TEXT NOT NULL PRIMARY KEY,
    id             TEXT NOT NULL UNIQUE,
    participant_id TEXT NOT NULL,
    link_id        TEXT NOT NULL REFERENCES personal_link (id) ON DELETE CASCADE,
    expires_at     BIGINT NOT NULL
);

CREATE INDEX visit_by_link ON visit (link_id);

CREATE TABLE socket_ticket (
    hash       TEXT NOT NULL PRIMARY KEY,
    session_id TEXT NOT NULL,
    person_id  TEXT NOT NULL,
    audience   TEXT NOT NULL,
    access_id  TEXT NOT NULL,
    expires_at BIGINT NOT NULL
);
