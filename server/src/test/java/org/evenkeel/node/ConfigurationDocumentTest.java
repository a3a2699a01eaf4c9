package org.evenkeel.node;

import org.evenkeel.wire.WrittenFile;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** {@code server/docs/configuration.md} is made from the keys. */
class ConfigurationDocumentTest {

    @Test
    void theDocumentNamesEveryKeyAsItIs() throws IOException {
        WrittenFile.isCurrent(Path.of("docs", "configuration.md"), document());
    }

    private static String document() {
        var rows =
                ConfigKey.all().stream()
                        .map(
                                key ->
                                        "| `%s` | %s | %s | %s |"
                                                .formatted(
                                                        key.name(),
                                                        key.fallback().isEmpty() ? "" : "`" + key.fallback() + "`",
                                                        key.unit(),
                                                        key.sentence()))
                        .collect(Collectors.joining("\n"));
        return """
        # Configuration

        Each key can be set in a file (`evenkeel serve --config FILE`, lines `key = value`), by an environment
        variable (upper case, `EVENKEEL_` in front, dots and dashes as underscores: `EVENKEEL_LISTEN_PORT`) and by a flag
        (`--set key=value`); the later wins. Unknown keys and bad values refuse the start, with all problems listed at
        once. Secrets are read from files and never printed. This page is made from the code; `evenkeel config` prints
        the same, and `evenkeel config --file` a file with every key in it. The Debian package keeps that file in
        `/etc/evenkeel/evenkeel.conf`, and reads it when `--config` names no other.

        | key | default | unit | meaning |
        |---|---|---|---|
        %s
        """
                .formatted(rows);
    }
}
