package org.evenkeel.sql;

import org.evenkeel.codec.EventCodec;
import org.evenkeel.record.AttendanceLedger;
import org.evenkeel.record.Corrections;
import org.evenkeel.record.Seals;

/**
 * The attendance record in the database.
 *
 * @param ledger presence facts
 * @param corrections corrections before signing
 * @param seals signatures and amendments
 */
public record SqlRecord(AttendanceLedger ledger, Corrections corrections, Seals seals) {

    /** All of it over one database. */
    public static SqlRecord in(Database database, SealedColumns sealed) {
        CorrectionRows rows = new CorrectionRows(sealed);
        return new SqlRecord(
                new SqlAttendanceLedger(new LedgerTable(database), new EventCodec()),
                new SqlCorrections(database, rows),
                new SqlSeals(database, sealed, rows));
    }
}
