package org.evenkeel.sql;

import org.evenkeel.program.PolicyOverrides;
import org.evenkeel.program.ProgramProblem;
import org.jdbi.v3.core.statement.SqlStatement;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** What several tables share: optional numbers, yes and no, the columns of a room's policy, the version's rule. */
final class Rows {

    static final String POLICY_COLUMNS =
            "cap, room_chat, grace_millis, mute_after_millis, park_after_millis, end_after_millis";
    static final String POLICY_VALUES = ":cap, :roomChat, :grace, :muteAfter, :parkAfter, :endAfter";
    static final String POLICY_CHANGES =
            "cap = :cap, room_chat = :roomChat, grace_millis = :grace, mute_after_millis = :muteAfter,"
                    + " park_after_millis = :parkAfter, end_after_millis = :endAfter";

    private Rows() {}

    static int number(boolean value) {
        return value ? 1 : 0;
    }

    static boolean yes(ResultSet row, String column) throws SQLException {
        return row.getInt(column) != 0;
    }

    static OptionalLong optionalLong(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
    }

    static Long orNull(OptionalLong value) {
        return value.isPresent() ? value.getAsLong() : null;
    }

    static <S extends SqlStatement<S>> S bindPolicy(S statement, PolicyOverrides policy) {
        return statement
                .bind("cap", policy.cap().isPresent() ? (Integer) policy.cap().getAsInt() : null)
                .bind("roomChat", number(policy.roomChat()))
                .bind("grace", orNull(policy.graceMillis()))
                .bind("muteAfter", orNull(policy.muteAfterMillis()))
                .bind("parkAfter", orNull(policy.parkAfterMillis()))
                .bind("endAfter", orNull(policy.endAfterMillis()));
    }

    static PolicyOverrides policy(ResultSet row) throws SQLException {
        int cap = row.getInt("cap");
        return new PolicyOverrides(
                row.wasNull() ? OptionalInt.empty() : OptionalInt.of(cap),
                yes(row, "room_chat"),
                optionalLong(row, "grace_millis"),
                optionalLong(row, "mute_after_millis"),
                optionalLong(row, "park_after_millis"),
                optionalLong(row, "end_after_millis"));
    }

    /** A change that met no row of the version that was read came too late. */
    static void mustBeOne(int rows) {
        if (rows != 1) {
            throw new ProgramProblem(ProgramProblem.Code.CONFLICT, "version");
        }
    }

    /** Runs a write in which a key of the table may be taken already. */
    static <T> T unlessTaken(String field, Supplier<T> write) {
        try {
            return write.get();
        } catch (StorageFailure e) {
            if (e.kind() == StorageFailure.Kind.DUPLICATE) {
                throw new ProgramProblem(ProgramProblem.Code.TAKEN, field);
            }
            throw e;
        }
    }
}
