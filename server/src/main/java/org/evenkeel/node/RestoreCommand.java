package org.evenkeel.node;

import org.evenkeel.audit.AuditAction;
import org.evenkeel.audit.AuditSubject;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.nio.file.Path;
import java.util.concurrent.Callable;

/** Puts a backup into an empty place. */
@Command(
        name = "restore",
        header = "Puts a backup into an empty data folder.",
        description = {
            "Puts a backup into an empty data folder (and, for PostgreSQL, an empty database) "
                    + "after verifying it whole. Never writes over anything: a folder, database or Redis "
                    + "that is not empty, and a running server, are refused. Give the configuration that "
                    + "the server will have. Run it as the server's user. Afterwards attendance is "
                    + "complete up to the backup's moment; no room is live, no chat can be read, and "
                    + "everybody signs in anew. Exit code 0: done. 1: nothing was restored, for the "
                    + "reason that is named."
        },
        mixinStandardHelpOptions = true)
final class RestoreCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "The backup.")
    private Path file;

    @Mixin private ConfigOptions options;

    @Mixin private OpeningOptions opening;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        var config = options.readForCommand();
        var done = new RestoreRun(config).from(file, opening.read());
        ConsoleAudit.note(config, ConsoleAudit.row(AuditAction.BACKUP_RESTORE, AuditSubject.everybody()));
        var out = spec.commandLine().getOut();
        out.println("Restored into " + config.dataFolder() + ".");
        out.println(BackupText.contents(done.manifest(), done.checked()));
        out.println(BackupText.attendance(done.checked()));
        out.println(BackupText.audit(done.checked()));
        out.println(
                "Not restored, on purpose: live rooms, chat, sign-ins. What was decided after the backup's moment is"
                        + " undone: look through links, removals and staff accounts changed since.");
        out.flush();
        return 0;
    }
}
