package org.evenkeel.node;

import org.evenkeel.backup.OpenedBy;

import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.Optional;

/** The options of every command that opens a backup. */
final class OpeningOptions {

    @Option(
            names = "--passphrase-file",
            paramLabel = "FILE",
            description = "The first line is the passphrase of the backup or, with --key, of that key; mode 0600.")
    private Optional<Path> passphrase = Optional.empty();

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = "OpenPGP secret key (gpg --export-secret-keys) of a backup that was made for a --recipient.")
    private Optional<Path> key = Optional.empty();

    /**
     * @throws StartProblem when neither was given
     */
    OpenedBy read() {
        return key.map(file -> OpenedBy.keyIn(file, passphrase))
                .or(() -> passphrase.map(OpenedBy::passphraseIn))
                .orElseThrow(
                        () -> new StartProblem("What opens the backup? Give --passphrase-file or --key, or both."));
    }
}
