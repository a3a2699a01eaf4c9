-- When each member of staff signed in last: sign-ins themselves are forgotten when they end. Milliseconds since 1970 UTC.

CREATE TABLE staff_last_sign_in (
    person_id    TEXT NOT NULL PRIMARY KEY,
    signed_in_at BIGINT NOT NULL
);

INSERT INTO staff_last_sign_in (person_id, signed_in_at)
SELECT person_id, MAX(created_at) FROM staff_session WHERE stage = 'COMPLETE' GROUP BY person_id;
