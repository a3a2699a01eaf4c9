package org.evenkeel.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** A file that is not there and one that may not be read are told apart, and each is named once. */
class UnreadableTest {

    @TempDir private Path folder;

    @Test
    void aFileThatIsNotThereIsNamedOnce() throws IOException {
        var missing = folder.resolve("missing");
        var passphrase = Files.writeString(folder.resolve("passphrase"), "a made-up passphrase");
        Files.setPosixFilePermissions(passphrase, PosixFilePermissions.fromString("rw-------"));
        var opened = OpenedBy.passphraseIn(passphrase);
        assertThatThrownBy(() -> BackupFile.unpack(missing, opened, folder))
                .hasMessage("There is no " + missing + ". (backup_not_readable)");
        assertThatThrownBy(() -> OpenedBy.passphraseIn(missing))
                .hasMessage("There is no " + missing + ". (backup_bad_key)");
        assertThatThrownBy(() -> OpenedBy.keyIn(missing, Optional.empty()))
                .hasMessage("There is no " + missing + ". (backup_bad_key)");
    }

    @Test
    void whereItMayNotBeReadItSaysForWhomAndWhatToDo() {
        var file = Path.of("/srv/some.zip.gpg");
        assertThat(Unreadable.sentence(file, new AccessDeniedException(file.toString()), "with the package use sudo"))
                .isEqualTo(
                        "The user %s may not read /srv/some.zip.gpg; with the package use sudo."
                                .formatted(System.getProperty("user.name")));
        assertThat(Unreadable.sentence(file, new IOException("Is a directory"), "with the package use sudo"))
                .isEqualTo("/srv/some.zip.gpg cannot be read.");
    }
}
