package org.evenkeel.node;

import org.evenkeel.backup.Manifest;
import org.evenkeel.sql.DatabaseCopy;

import java.time.Instant;
import java.util.Map;

/** What is said about a backup; counts only. */
final class BackupText {

    private BackupText() {}

    static String contents(Manifest manifest, BackupChecks.Checked checked) {
        Map<String, Long> rows = manifest.rows();
        return """
        As of %s, by Evenkeel %s, %s.
        %d staff, %s, %s, %s, %s.
        Every hash is right, %s, the last seal is %d (%s).\
        """
                .formatted(
                        Instant.ofEpochMilli(manifest.at()),
                        manifest.evenkeel(),
                        checked.kind() == DatabaseCopy.Kind.SQLITE ? "SQLite" : "PostgreSQL",
                        rows.getOrDefault("staff", 0L),
                        Counted.of(rows.getOrDefault("participant", 0L), "participant"),
                        Counted.of(rows.getOrDefault("clinic_session", 0L), "session"),
                        Counted.of(rows.getOrDefault("ledger_fact", 0L), "presence fact"),
                        Counted.of(
                                rows.getOrDefault("attendance_seal", 0L),
                                "signature or amendment",
                                "signatures and amendments"),
                        Counted.of(checked.sealedValues(), "sealed value opens", "sealed values open"),
                        manifest.sealNumber(),
                        manifest.sealHash());
    }

    /** Its end is worth keeping: a chain that was rewritten later no longer contains it. */
    static String audit(BackupChecks.Checked checked) {
        var audit = checked.audit();
        return audit.fine()
                ? "The audit log is as it was written: %s, the last is %s."
                        .formatted(Counted.of(audit.rows(), "row"), audit.end().text())
                : "THE AUDIT LOG WAS CHANGED: %s. The backup holds it as it is. See: evenkeel audit verify"
                        .formatted(Counted.of(audit.findings().size(), "finding"));
    }

    static String attendance(BackupChecks.Checked checked) {
        int alarms = checked.alarms().size();
        int waiting = checked.findings().size() - alarms;
        String unsealed =
                waiting == 0
                        ? ""
                        : " %s for an amendment."
                                .formatted(
                                        Counted.of(waiting, "fact or correction waits", "facts or corrections wait"));
        return (alarms == 0
                        ? "All signed records are as they were signed."
                        : "THE ATTENDANCE RECORD WAS CHANGED after signing: %s. The backup holds it as it is. See: evenkeel attendance verify"
                                .formatted(Counted.of(alarms, "finding")))
                + unsealed;
    }
}
