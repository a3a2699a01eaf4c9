package org.evenkeel.node;

import org.evenkeel.backup.BackupFile;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.nio.file.Path;
import java.util.concurrent.Callable;

/** Looks whether a backup could be restored. */
@Command(
        name = "verify",
        header = "Looks whether a backup could be restored.",
        description = {
            "Opens a backup, checks every hash, opens the database in it and every sealed "
                    + "value, counts its rows, and computes every signed attendance record again. Touches "
                    + "no server; runs on any machine. A backup of PostgreSQL needs pg_restore there, and "
                    + "no PostgreSQL server.",
            "Exit code 0: it can be restored, and the record is as it was signed. 1: a problem, " + "which is named."
        },
        mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "The backup.")
    private Path file;

    @Mixin private OpeningOptions opening;

    @Option(
            names = "--work",
            paramLabel = "FOLDER",
            description = {
                "Where it is unpacked meanwhile, in a folder that is deleted at the end; needs "
                        + "room for the database. Default: the system's folder for temporary files."
            })
    private Path work = Path.of(System.getProperty("java.io.tmpdir"));

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        Logs.configure(new Config.Log(false, "warn"));
        var key = opening.read();
        var name = "evenkeel-verify-" + ProcessHandle.current().pid();
        try (var folder = WorkFolder.at(work.toAbsolutePath().resolve(name))) {
            var manifest = BackupFile.unpack(file, key, folder.path());
            var checked = BackupChecks.look(manifest, folder.path());
            var out = spec.commandLine().getOut();
            out.println(BackupText.contents(manifest, checked));
            checked.alarms().forEach(finding -> out.println(FindingText.line(finding)));
            checked.audit().findings().forEach(finding -> out.println(finding.sentence()));
            out.println(BackupText.attendance(checked));
            out.println(BackupText.audit(checked));
            out.flush();
            return checked.changes() == 0 ? 0 : 1;
        }
    }
}
