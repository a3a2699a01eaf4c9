package org.evenkeel.sql;

import org.evenkeel.attendance.AttendanceStatus;
import org.evenkeel.attendance.Interval;
import org.evenkeel.record.Change;
import org.evenkeel.record.Correction;
import org.evenkeel.room.PersonId;
import org.evenkeel.room.SessionId;
import org.jdbi.v3.core.Handle;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.OptionalLong;

/** Corrections as rows; the reason is sealed. */
final class CorrectionRows {

    private static final String INSERT =
            """
            INSERT INTO attendance_correction
                (session_id, number, seal_number, person_id, kind, old_value, new_value, sealed_reason, by_id, at)
            VALUES (:session, :number, :seal, :person, :kind, :old, :new, :reason, :by, :at)
            ON CONFLICT (session_id, number) DO NOTHING\
            """;

    private enum Kind {
        STATUS,
        MINUTES,
        PHONE_ADDED,
        PHONE_WITHDRAWN
    }

    private record Values(Kind kind, String before, String after) {}

    private final SealedColumns sealed;

    CorrectionRows(SealedColumns sealed) {
        this.sealed = sealed;
    }

    /**
     * @param seal the amendment that it belongs to
     * @return whether its number was free
     */
    boolean insert(Handle handle, Correction correction, OptionalLong seal) {
        Values values = values(correction.change());
        return handle.createUpdate(INSERT)
                        .bind("session", correction.session().value())
                        .bind("number", correction.number())
                        .bind("seal", Rows.orNull(seal))
                        .bind("person", correction.person().value())
                        .bind("kind", values.kind().name())
                        .bind("old", values.before())
                        .bind("new", values.after())
                        .bind(
                                "reason",
                                row(correction.session().value(), correction.number())
                                        .seal("reason", correction.reason()))
                        .bind("by", correction.by().value())
                        .bind("at", correction.at())
                        .execute()
                == 1;
    }

    Correction read(ResultSet row) throws SQLException {
        String session = row.getString("session_id");
        int number = row.getInt("number");
        return new Correction(
                new SessionId(session),
                number,
                new PersonId(row.getString("person_id")),
                change(Kind.valueOf(row.getString("kind")), row.getString("old_value"), row.getString("new_value")),
                row(session, number).open("reason", row.getBytes("sealed_reason")),
                new PersonId(row.getString("by_id")),
                row.getLong("at"));
    }

    private SealedColumns.Row row(String session, int number) {
        return sealed.row("attendance_correction", session + " " + number);
    }

    private static Values values(Change change) {
        return switch (change) {
            case Change.StatusSet c -> new Values(Kind.STATUS, c.oldValue().name(), c.newValue().name());
            case Change.MinutesSet c ->
                    new Values(Kind.MINUTES, Long.toString(c.oldValue()), Long.toString(c.newValue()));
            case Change.PhoneAdded c ->
                    new Values(Kind.PHONE_ADDED, Long.toString(c.during().from()), Long.toString(c.during().to()));
            case Change.PhoneWithdrawn c -> new Values(Kind.PHONE_WITHDRAWN, Integer.toString(c.number()), "");
        };
    }

    private static Change change(Kind kind, String before, String after) {
        return switch (kind) {
            case STATUS -> new Change.StatusSet(AttendanceStatus.valueOf(before), AttendanceStatus.valueOf(after));
            case MINUTES -> new Change.MinutesSet(Long.parseLong(before), Long.parseLong(after));
            case PHONE_ADDED -> new Change.PhoneAdded(new Interval(Long.parseLong(before), Long.parseLong(after)));
            case PHONE_WITHDRAWN -> new Change.PhoneWithdrawn(Integer.parseInt(before));
        };
    }
}
