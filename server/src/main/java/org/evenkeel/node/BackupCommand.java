package org.evenkeel.node;

import org.evenkeel.audit.AuditAction;
import org.evenkeel.audit.AuditSubject;
import org.evenkeel.backup.BackupFolder;
import org.evenkeel.backup.SealedFor;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Makes a backup beside the running server. */
@Command(
        name = "backup",
        header = "Makes an encrypted, verified backup.",
        description = {
            "Writes an encrypted backup beside the running server, reads it back, verifies it, "
                    + "and only then names it. In it: the whole database as of one moment and the master "
                    + "keys that open it. Not in it, and gone with the machine: live rooms, chat, the day "
                    + "keys, sign-ins under way. Nor the configuration, TLS keys and passwords. The file "
                    + "is an OpenPGP message with a ZIP in it: gpg --decrypt opens it without Evenkeel. "
                    + "Run it as the server's user. Exit code 0: done. 1: no new backup, or a record was "
                    + "changed."
        },
        mixinStandardHelpOptions = true)
final class BackupCommand implements Callable<Integer> {

    @Mixin private ConfigOptions options;

    @ArgGroup private Where where = new Where();

    @ArgGroup(multiplicity = "1")
    private Whom whom;

    @Option(
            names = "--keep",
            paramLabel = "N",
            description = "Afterwards deletes all but the newest N backups of that folder. Default: keeps all.")
    private Optional<Integer> keep = Optional.empty();

    @Spec private CommandSpec spec;

    /** Where the backup goes. */
    static final class Where {
        @Option(names = "--out", paramLabel = "FILE", description = "Name of the backup; replaced when it is there.")
        private Optional<Path> file = Optional.empty();

        @Option(
                names = "--folder",
                paramLabel = "FOLDER",
                description = {
                    "Folder for a backup named by its time, evenkeel-YYYYMMDDTHHMMSSZ.zip.gpg. "
                            + "Default: backup in the data folder; copy it to another machine."
                })
        private Optional<Path> folder = Optional.empty();
    }

    /** Who can open it. */
    static final class Whom {
        @Option(
                names = "--passphrase-file",
                paramLabel = "FILE",
                description = {
                    "The first line is the passphrase, 16 characters or more; mode 0600. Keep a "
                            + "copy away from this machine: without it no backup opens."
                })
        private Optional<Path> passphrase = Optional.empty();

        @Option(
                names = "--recipient",
                paramLabel = "KEY",
                description = {
                    "File with an OpenPGP public key (gpg --export --armor); may be repeated. "
                            + "Only the holder of the secret key, who is not this machine, opens the "
                            + "backup."
                })
        private List<Path> recipients = List.of();

        private SealedFor sealedFor() {
            return passphrase.map(SealedFor::passphraseIn).orElseGet(() -> SealedFor.recipientsIn(recipients));
        }
    }

    @Override
    public Integer call() {
        if (keep.filter(count -> count < 1).isPresent() || keep.isPresent() && where.file.isPresent()) {
            throw new ParameterException(
                    spec.commandLine(), "--keep needs 1 or more, and a --folder rather than --out");
        }
        var config = options.readForCommand();
        Stores.Sql.mustBePresent(config);
        var now = WallClock.INSTANCE.instant();
        var folder =
                new BackupFolder(
                        where.folder.orElse(config.dataFolder().resolve("backup")).toAbsolutePath().normalize());
        var target = where.file.map(file -> file.toAbsolutePath().normalize()).orElseGet(() -> folder.next(now));
        var sealedFor = whom.sealedFor();
        var row = ConsoleAudit.row(AuditAction.BACKUP_MAKE, AuditSubject.everybody());
        if (!ConsoleAudit.noteIfUpToDate(config, row)) {
            spec.commandLine().getErr().println("The tables are of another version: no row in the audit log.");
        }
        var done = new BackupRun(config, sealedFor).to(target);
        say(done);
        keep.ifPresent(count -> folder.keep(count, now));
        return done.checked().changes() == 0 ? 0 : 1;
    }

    private void say(BackupRun.Done done) {
        var out = spec.commandLine().getOut();
        out.printf(
                "Backup written and read back: %s, %d bytes, %.1f s.%nSHA-256 %s%n",
                done.written().file(),
                done.written().bytes(),
                done.took().toMillis() / 1000.0,
                done.written().sha256());
        out.println(BackupText.contents(done.manifest(), done.checked()));
        out.println(BackupText.attendance(done.checked()));
        out.println(BackupText.audit(done.checked()));
        out.flush();
    }
}
