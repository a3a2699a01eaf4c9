package org.evenkeel.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The files that are generated from the protocol's records are the ones in the tree. After a change of the protocol:
 * {@code mvn -pl server test -Dtest=WireFilesTest -Devenkeel.write=true}.
 */
class WireFilesTest {

    @Test
    void theWebClientsTypesAreThoseOfTheRecords() throws IOException {
        generated(Path.of("..", "web-client", "src", "wire", "types.ts"), TypeScriptWriter.write());
    }

    private static void generated(Path file, String expected) throws IOException {
        if (Boolean.getBoolean("evenkeel.write")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, expected);
        }
        assertThat(file).as("written by -Devenkeel.write=true").content().isEqualTo(expected);
    }
}
