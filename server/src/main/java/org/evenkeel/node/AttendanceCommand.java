package org.evenkeel.node;

import org.evenkeel.audit.AuditAction;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.util.concurrent.Callable;

/** Work on the attendance record from the command line. */
@Command(
        name = "attendance",
        description = "Checks the attendance record.",
        mixinStandardHelpOptions = true,
        subcommands = AttendanceCommand.Verify.class)
final class AttendanceCommand extends CommandGroup {

    /** Recomputes every sealed record. */
    @Command(
            name = "verify",
            header = "Looks whether signed records are as they were signed.",
            description = {
                "Recomputes every signed record from the ledger and names each change that was "
                        + "not made by signing.",
                "Exit code 0: all is as it was signed. 1: findings, one a line."
            },
            mixinStandardHelpOptions = true)
    static final class Verify implements Callable<Integer> {

        @Mixin private ConfigOptions options;

        @Spec private CommandSpec spec;

        @Override
        public Integer call() {
            var config = options.readForCommand();
            try (var sql = Stores.Sql.openPresent(config)) {
                var findings = Desk.offline(sql).verifier().verifyAll();
                sql.audit()
                        .record(
                                findings.isEmpty()
                                        ? ConsoleAudit.row(AuditAction.ATTENDANCE_VERIFY)
                                        : ConsoleAudit.row(AuditAction.ATTENDANCE_VERIFY, "findings"));
                var out = spec.commandLine().getOut();
                findings.forEach(finding -> out.println(FindingText.line(finding)));
                out.println(
                        findings.isEmpty()
                                ? "All signed records are as they were signed."
                                : Counted.of(findings.size(), "finding") + ".");
                return findings.isEmpty() ? 0 : 1;
            }
        }
    }
}
