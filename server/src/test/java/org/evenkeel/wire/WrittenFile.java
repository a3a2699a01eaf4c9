package org.evenkeel.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file in the tree that is generated from the code. */
public final class WrittenFile {

    private WrittenFile() {}

    /** Fails when the file differs from the text; with {@code -Devenkeel.write=true} writes it first. */
    public static void isCurrent(Path file, String text) throws IOException {
        if (Boolean.getBoolean("evenkeel.write")) {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, text);
        }
        assertThat(file).as("to write it anew, add -Devenkeel.write=true").content().isEqualTo(text);
    }
}
