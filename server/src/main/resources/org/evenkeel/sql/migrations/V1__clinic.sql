-- The clinic's standing facts. Times are milliseconds since 1970 UTC. What is typed as ${bytes} and begins with sealed_
-- is encrypted under the master key: names, contact data, places, notes.

CREATE TABLE key_check (
    id     TEXT NOT NULL PRIMARY KEY,
    sealed ${bytes} NOT NULL
);

CREATE TABLE clinic_settings (
    id            TEXT NOT NULL PRIMARY KEY,
    version       BIGINT NOT NULL,
    name          TEXT NOT NULL,
    name_shown    INTEGER NOT NULL,
    neutral_title TEXT NOT NULL,
    phone         TEXT NOT NULL,
    crisis_line   TEXT NOT NULL,
    zone          TEXT NOT NULL,
    language      TEXT NOT NULL
);

CREATE TABLE staff (
    id                  TEXT NOT NULL PRIMARY KEY,
    version             BIGINT NOT NULL,
    active              INTEGER NOT NULL,
    login_name          TEXT NOT NULL UNIQUE,
    sealed_full_name    ${bytes} NOT NULL,
    sealed_display_name ${bytes} NOT NULL,
    roles               TEXT NOT NULL,
    credential          TEXT NOT NULL,
    credentialed        INTEGER NOT NULL,
    licence_states      TEXT NOT NULL
);

CREATE TABLE participant (
    id                        TEXT NOT NULL PRIMARY KEY,
    version                   BIGINT NOT NULL,
    active                    INTEGER NOT NULL,
    reference                 TEXT NOT NULL UNIQUE,
    language                  TEXT NOT NULL,
    sealed_full_name          ${bytes} NOT NULL,
    sealed_display_name       ${bytes} NOT NULL,
    sealed_phone              ${bytes} NOT NULL,
    sealed_emergency_name     ${bytes},
    sealed_emergency_phone    ${bytes},
    sealed_emergency_relation ${bytes},
    emergency_may_be_called   INTEGER
);

CREATE TABLE clinic_group (
    id                TEXT NOT NULL PRIMARY KEY,
    version           BIGINT NOT NULL,
    active            INTEGER NOT NULL,
    name              TEXT NOT NULL,
    kind              TEXT NOT NULL,
    zone              TEXT NOT NULL,
    cap               INTEGER,
    room_chat         INTEGER NOT NULL,
    grace_millis      BIGINT,
    mute_after_millis BIGINT,
    park_after_millis BIGINT,
    end_after_millis  BIGINT
);

CREATE TABLE group_slot (
    group_id   TEXT NOT NULL REFERENCES clinic_group (id) ON DELETE CASCADE,
    position   INTEGER NOT NULL,
    day        TEXT NOT NULL,
    start_time TEXT NOT NULL,
    minutes    BIGINT NOT NULL,
    PRIMARY KEY (group_id, position)
);

CREATE TABLE group_member (
    group_id  TEXT NOT NULL REFERENCES clinic_group (id) ON DELETE CASCADE,
    person_id TEXT NOT NULL,
    role      TEXT NOT NULL,
    PRIMARY KEY (group_id, person_id)
);

-- A session of a group is one occurrence of it; the unique key is what makes two nodes make one.
CREATE TABLE clinic_session (
    id                TEXT NOT NULL PRIMARY KEY,
    version           BIGINT NOT NULL,
    group_id          TEXT,
    slot_date         TEXT,
    slot_start        TEXT,
    name              TEXT NOT NULL,
    kind              TEXT NOT NULL,
    zone              TEXT NOT NULL,
    start_at          BIGINT NOT NULL,
    end_at            BIGINT NOT NULL,
    cap               INTEGER,
    room_chat         INTEGER NOT NULL,
    grace_millis      BIGINT,
    mute_after_millis BIGINT,
    park_after_millis BIGINT,
    end_after_millis  BIGINT,
    started_at        BIGINT,
    ended_at          BIGINT,
    cancellation      TEXT NOT NULL,
    UNIQUE (group_id, slot_date, slot_start)
);

CREATE INDEX clinic_session_by_start ON clinic_session (start_at);

CREATE TABLE roster_entry (
    session_id TEXT NOT NULL REFERENCES clinic_session (id) ON DELETE CASCADE,
    person_id  TEXT NOT NULL,
    role       TEXT NOT NULL,
    source     TEXT NOT NULL,
    PRIMARY KEY (session_id, person_id)
);

CREATE INDEX roster_entry_by_person ON roster_entry (person_id);

-- Append only; n counts the records of one person at one session.
CREATE TABLE gate_answers (
    session_id       TEXT NOT NULL,
    person_id        TEXT NOT NULL,
    n                BIGINT NOT NULL,
    answered_at      BIGINT NOT NULL,
    complete         INTEGER NOT NULL,
    rules_version    TEXT NOT NULL,
    sealed_place     ${bytes} NOT NULL,
    sealed_state     ${bytes} NOT NULL,
    sealed_call_back ${bytes} NOT NULL,
    sealed_flags     ${bytes} NOT NULL,
    PRIMARY KEY (session_id, person_id, n)
);

CREATE TABLE conflict_pair (
    first_id    TEXT NOT NULL,
    second_id   TEXT NOT NULL,
    sealed_note ${bytes} NOT NULL,
    PRIMARY KEY (first_id, second_id)
);

CREATE INDEX conflict_pair_by_second ON conflict_pair (second_id);
