package org.evenkeel.sql;

import org.evenkeel.record.Correction;
import org.evenkeel.record.Corrections;
import org.evenkeel.room.SessionId;

import java.util.List;
import java.util.OptionalLong;

/** Corrections before signing. Any thread. */
final class SqlCorrections implements Corrections {

    private final Database database;
    private final CorrectionRows rows;

    SqlCorrections(Database database, CorrectionRows rows) {
        this.database = database;
        this.rows = rows;
    }

    @Override
    public boolean append(Correction correction) {
        return database.write(handle -> rows.insert(handle, correction, OptionalLong.empty()));
    }

    @Override
    public List<Correction> read(SessionId session) {
        return database.read(
                handle ->
                        handle.createQuery(
                                        """
                                        SELECT * FROM attendance_correction
                                        WHERE session_id = :session AND seal_number IS NULL ORDER BY number\
                                        """)
                                .bind("session", session.value())
                                .map((row, _) -> rows.read(row))
                                .list());
    }
}
