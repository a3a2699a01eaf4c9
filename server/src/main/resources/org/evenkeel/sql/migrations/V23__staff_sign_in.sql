-- A sign-in that holds. What begins with sealed_ is encrypted under the master key; of codes on paper there are hashes
-- only. Times are milliseconds since 1970 UTC.

-- Set by somebody else: good until then, and to be changed at once. Empty for one's own.
ALTER TABLE staff_password ADD COLUMN once_until BIGINT;

-- How far a sign-in has come. Those that were there when this came go on as they are.
ALTER TABLE staff_session ADD COLUMN stage TEXT NOT NULL DEFAULT 'COMPLETE';

-- One a person. The last step whose code was accepted moves forward only: a code counts once.
CREATE TABLE second_factor (
    person_id     TEXT NOT NULL PRIMARY KEY,
    sealed_secret ${bytes} NOT NULL,
    since         BIGINT NOT NULL,
    last_step     BIGINT NOT NULL
);

-- Shown, and not yet confirmed by a right code.
CREATE TABLE second_factor_offer (
    person_id     TEXT NOT NULL PRIMARY KEY,
    id            TEXT NOT NULL,
    sealed_secret ${bytes} NOT NULL,
    offered_at    BIGINT NOT NULL
);

CREATE TABLE recovery_code (
    person_id TEXT NOT NULL,
    hash      TEXT NOT NULL,
    PRIMARY KEY (person_id, hash)
);

-- What a person must hear of at the next screen.
CREATE TABLE account_notice (
    id        TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL,
    kind      TEXT NOT NULL,
    by_id     TEXT,
    at        BIGINT NOT NULL,
    seen      INTEGER NOT NULL
);

CREATE INDEX account_notice_by_person ON account_notice (person_id);
CREATE INDEX account_notice_by_time ON account_notice (at);

-- Tries in vain, by the hash of what was tried and from where.
CREATE TABLE sign_in_try (
    key     TEXT NOT NULL PRIMARY KEY,
    tries   INTEGER NOT NULL,
    last_at BIGINT NOT NULL
);

CREATE INDEX sign_in_try_by_time ON sign_in_try (last_at);

-- Browsers on which a person signed in before.
CREATE TABLE known_device (
    hash      TEXT NOT NULL,
    person_id TEXT NOT NULL,
    seen_at   BIGINT NOT NULL,
    PRIMARY KEY (hash, person_id)
);

CREATE INDEX known_device_by_person ON known_device (person_id);
