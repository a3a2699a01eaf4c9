package org.evenkeel.node;

import org.evenkeel.audit.AuditVerifier;
import org.evenkeel.backup.BackupProblem;
import org.evenkeel.backup.BackupProblem.Problem;
import org.evenkeel.backup.Manifest;
import org.evenkeel.record.Finding;
import org.evenkeel.sql.DatabaseAddress;
import org.evenkeel.sql.DatabaseCopy;
import org.evenkeel.sql.KeyProblem;
import org.evenkeel.sql.SealedColumns;
import org.evenkeel.sql.SealedRows;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * What is looked at in an unpacked backup, after its hashes were found right: the database is opened, its rows are
 * counted, every sealed value is opened, and every signed record is computed again. Blocks.
 */
final class BackupChecks {

    /** Where the master keys lie in a backup. */
    static final String KEYS = "keys";

    /**
     * A backup that can be restored.
     *
     * @param kind of its database
     * @param database an SQLite file of this server's newest form, whichever kind that is
     * @param keys the folder of its master keys
     * @param sealedValues how many values the master keys open
     * @param findings what verifying the attendance record says: a good backup holds a changed record faithfully
     * @param audit what verifying the audit log says
     */
    record Checked(
            DatabaseCopy.Kind kind,
            Path database,
            Path keys,
            long sealedValues,
            List<Finding> findings,
            AuditVerifier.Outcome audit) {

        List<Finding> alarms() {
            return findings.stream().filter(finding -> finding.kind().isAlarm()).toList();
        }

        /** How many changes there are that nobody should have made. */
        int changes() {
            return alarms().size() + audit.findings().size();
        }
    }

    private BackupChecks() {}

    /**
     * @param folder holds the files, and gets some more
     * @throws BackupProblem {@code DAMAGED} or {@code DOES_NOT_FIT}
     */
    static Checked look(Manifest manifest, Path folder) {
        var kind = kind(manifest);
        if (!DatabaseCopy.knows(manifest.schema())) {
            throw new BackupProblem(
                    Problem.DOES_NOT_FIT,
                    "This backup was made by Evenkeel %s, which is newer: install that version first."
                            .formatted(manifest.evenkeel()));
        }
        var copy = DatabaseCopy.readable(kind, folder.resolve(kind.fileName()), manifest.schema(), folder);
        mustBeAsSaid(manifest, copy.contents());
        var keys = folder.resolve(KEYS);
        try (var sql = Stores.Sql.open(new DatabaseAddress.SqliteFile(copy.file()), keys)) {
            long values = SealedRows.openAll(sql.database(), keys);
            return new Checked(
                    kind,
                    copy.file(),
                    keys,
                    values,
                    Desk.offline(sql).verifier().verifyAll(),
                    new AuditVerifier(sql.audit().log()).verify(List.of()));
        } catch (KeyProblem | SealedColumns.Unreadable e) {
            throw new BackupProblem(Problem.DAMAGED, "The master keys in the backup do not open its sealed values.", e);
        }
    }

    private static DatabaseCopy.Kind kind(Manifest manifest) {
        return Arrays.stream(DatabaseCopy.Kind.values())
                .filter(kind -> kind.word().equals(manifest.database()))
                .findFirst()
                .orElseThrow(
                        () ->
                                new BackupProblem(
                                        Problem.DOES_NOT_FIT, "The backup is of a database that is not known here."));
    }

    /**
     * @throws BackupProblem {@code DAMAGED} when rows are missing
     */
    static void mustBeAsSaid(Manifest manifest, DatabaseCopy.Contents found) {
        var said =
                new DatabaseCopy.Contents(
                        manifest.schema(), manifest.rows(), manifest.sealNumber(), manifest.sealHash());
        if (!said.equals(found)) {
            throw new BackupProblem(
                    Problem.DAMAGED, "The database in the backup does not have the rows that its manifest names.");
        }
    }
}
