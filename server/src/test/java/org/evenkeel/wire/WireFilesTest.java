package org.evenkeel.wire;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Path;

/**
 * The files that are generated from the protocol's records are the ones in the tree. After a change of the protocol:
 * {@code mvn -pl server test -Dtest=WireFilesTest,ProtocolDocumentTest -Devenkeel.write=true}.
 */
class WireFilesTest {

    @Test
    void theWebClientsTypesAreThoseOfTheRecords() throws IOException {
        WrittenFile.isCurrent(Path.of("..", "web-client", "src", "wire", "types.ts"), TypeScriptWriter.write());
    }
}
