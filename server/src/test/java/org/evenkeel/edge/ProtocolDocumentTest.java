package org.evenkeel.edge;

import static org.assertj.core.api.Assertions.assertThat;

import org.evenkeel.room.RejectionCode;
import org.evenkeel.wire.ErrorCode;
import org.evenkeel.wire.ProtocolDocument;
import org.evenkeel.wire.WrittenFile;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** What the wire and the room say about the same thing, held together. */
class ProtocolDocumentTest {

    @Test
    void theProtocolDocumentIsThatOfTheRecordsAndTheRights() throws IOException {
        WrittenFile.isCurrent(Path.of("docs", "protocol.md"), ProtocolDocument.write(RightsTable.write()));
    }

    @Test
    void everyRejectionOfTheRoomHasItsErrorCode() {
        List<String> codes = Arrays.stream(ErrorCode.values()).map(ErrorCode::wire).toList();
        assertThat(codes).containsAll(Arrays.stream(RejectionCode.values()).map(RejectionCode::wire).toList());
        assertThat(codes).doesNotHaveDuplicates();
    }
}
