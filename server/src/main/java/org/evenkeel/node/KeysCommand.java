package org.evenkeel.node;

import org.evenkeel.audit.AuditAction;
import org.evenkeel.child.ChildFolder;
import org.evenkeel.child.ChildProblem;
import org.evenkeel.child.FolderLock;
import org.evenkeel.identity.SecureRandomBytes;
import org.evenkeel.sql.Database;
import org.evenkeel.sql.MasterKeyRotation;
import org.evenkeel.sql.SealedColumns;
import org.evenkeel.sql.StorageFailure;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.util.concurrent.Callable;

/** Work on the master key. */
@Command(
        name = "keys",
        description = "Changes the master key of the sealed columns.",
        mixinStandardHelpOptions = true,
        subcommands = KeysCommand.Rotate.class)
final class KeysCommand extends CommandGroup {

    /** A new key for everything. */
    @Command(
            name = "rotate",
            header = "Makes a new master key and seals everything under it.",
            description = {
                "Makes a new master key, seals every sealed value anew under it, opens each "
                        + "once, and deletes the old key. The server must be stopped, all nodes of it. "
                        + "May be interrupted at any moment: run it again, and it goes on. Make a backup "
                        + "before and after: an older backup holds the older key and stays readable by "
                        + "it.",
                "Exit code 0: done. 1: a problem, which is named; nothing is lost."
            },
            mixinStandardHelpOptions = true)
    static final class Rotate implements Callable<Integer> {

        @Mixin private ConfigOptions options;

        @Spec private CommandSpec spec;

        @Override
        public Integer call() {
            var config = options.readForCommand();
            Stores.Sql.mustBePresent(config);
            long began = System.nanoTime();
            try (var _ = serverKeptAway(config);
                    var _ = BackupRun.lock(config.dataFolder())) {
                int others = MasterKeyRotation.othersConnected(config.database());
                if (others > 0) {
                    throw new StartProblem(
                            "Others have %d connections to the database: stop every server and run this again."
                                    .formatted(others));
                }
                var outcome = rotate(config);
                ConsoleAudit.note(config, ConsoleAudit.row(AuditAction.KEYS_ROTATE));
                say(config, outcome, (System.nanoTime() - began) / 1e9);
                return 0;
            }
        }

        private static FolderLock serverKeptAway(Config config) {
            try {
                return ChildFolder.at("data", config.dataFolder()).lock();
            } catch (ChildProblem e) {
                throw new StartProblem(
                        e.problem() == ChildProblem.Problem.FOLDER_IN_USE
                                ? "The server runs on %s; stop it first: sudo systemctl stop evenkeel"
                                        .formatted(config.dataFolder())
                                : e.sentence(),
                        e);
            }
        }

        private static MasterKeyRotation.Outcome rotate(Config config) {
            try (var database = Database.open(config.database())) {
                return new MasterKeyRotation(database, config.keyFolder(), new SecureRandomBytes()).rotate();
            } catch (SealedColumns.Unreadable e) {
                throw new StartProblem(
                        "A value does not open under any key that is here, so the old key stays: " + e.getMessage(), e);
            } catch (StorageFailure e) {
                throw new StartProblem("The database cannot be changed now: " + e.getMessage(), e);
            }
        }

        private void say(Config config, MasterKeyRotation.Outcome outcome, double seconds) {
            var out = spec.commandLine().getOut();
            out.printf(
                    "Master key %d seals. %d values were sealed anew, %d open, in %.1f s. The older key is deleted.%n",
                    outcome.key(), outcome.changed(), outcome.values(), seconds);
            out.printf(
                    "Give %s to every other node before it starts, and make a backup now.%n",
                    config.keyFolder().resolve("columns-" + outcome.key() + ".key"));
            out.flush();
        }
    }
}
