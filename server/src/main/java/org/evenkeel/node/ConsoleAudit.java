package org.evenkeel.node;

import org.evenkeel.audit.AuditAction;
import org.evenkeel.audit.AuditActor;
import org.evenkeel.audit.AuditEntry;
import org.evenkeel.audit.AuditSubject;
import org.evenkeel.sql.Database;
import org.evenkeel.sql.SqlAuditLog;
import org.evenkeel.sql.StorageFailure;

import java.util.List;

/** Rows of the audit log by commands. */
final class ConsoleAudit {

    private ConsoleAudit() {}

    /** What a command did. */
    static AuditEntry row(AuditAction action, AuditSubject... subjects) {
        return AuditEntry.done(WallClock.INSTANCE.getAsLong(), AuditActor.console(), action, subjects);
    }

    /** What a command did not find as it should be. */
    static AuditEntry row(AuditAction action, String result) {
        return new AuditEntry(WallClock.INSTANCE.getAsLong(), AuditActor.console(), action, List.of(), result);
    }

    /**
     * Writes a row for a command that works beside the tables.
     *
     * @throws StartProblem when it cannot be written
     */
    static void note(Config config, AuditEntry row) {
        try (var database = Database.open(config.database())) {
            new SqlAuditLog(database).append(List.of(row));
        } catch (StorageFailure e) {
            throw new StartProblem("The audit log cannot be written: " + e.getMessage(), e);
        }
    }

    /**
     * The same, unless the tables are of another version or not there: a command that only reads does not change them.
     *
     * @return whether it was written
     */
    static boolean noteIfUpToDate(Config config, AuditEntry row) {
        try {
            if (!Database.isUpToDate(config.database())) {
                return false;
            }
        } catch (StorageFailure e) {
            throw new StartProblem("The database cannot be reached: " + e.getMessage(), e);
        }
        note(config, row);
        return true;
    }
}
