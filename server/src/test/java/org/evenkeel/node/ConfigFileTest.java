package org.evenkeel.node;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

class ConfigFileTest {

    @TempDir private Path folder;

    private Config read(String text) throws IOException {
        return Config.read(Optional.of(Files.writeString(folder.resolve("e.conf"), text)), Map.of(), Map.of());
    }

    @Test
    void aFreshFileNamesEveryKeyAndChangesNothing() throws IOException {
        String text = ConfigFile.fresh(Map.of());
        assertThat(text.lines().filter(line -> line.matches("#[a-z.0-9-]+ =.*")))
                .hasSize(ConfigKey.all().size())
                .containsExactlyElementsOf(
                        ConfigKey.all().stream()
                                .map(key -> ("#" + key.name() + " = " + key.fallback()).stripTrailing())
                                .toList());
        assertThat(read(text)).isEqualTo(Config.read(Optional.empty(), Map.of(), Map.of()));
    }

    @Test
    void whatIsSetHoldsWhenItIsReadAgain() throws IOException {
        var config = read(ConfigFile.fresh(Map.of("listen.port", "9", "data.folder", "/some\\where")));
        assertThat(config.listen().port()).isEqualTo(9);
        assertThat(config.dataFolder()).isEqualTo(Path.of("/some\\where"));
    }

    @Test
    void aCommentedLineIsTakenAndTheRestStays() {
        String text = "# mine\n#listen.port = 8080\nlog.level = debug\n";
        assertThat(ConfigFile.with(text, Map.of("listen.port", "9")))
                .isEqualTo("# mine\nlisten.port = 9\nlog.level = debug\n");
    }

    @Test
    void aLineThatSetsItIsTakenBeforeACommentedOne() {
        String text = "listen.port = 1\n#listen.port = 8080\n";
        assertThat(ConfigFile.with(text, Map.of("listen.port", "9")))
                .isEqualTo("listen.port = 9\n#listen.port = 8080\n");
    }

    @Test
    void aKeyThatIsNotThereComesToTheEnd() {
        assertThat(ConfigFile.with("log.level = warn\n", Map.of("listen.port", "9")))
                .startsWith("log.level = warn\n\n# Port for HTTP")
                .endsWith("\nlisten.port = 9\n");
    }

    @Test
    void settingTheSameAgainChangesNothing() {
        String once = ConfigFile.with(ConfigFile.fresh(Map.of()), Map.of("listen.port", "9"));
        assertThat(ConfigFile.with(once, Map.of("listen.port", "9"))).isEqualTo(once);
    }

    @Test
    void theCommandPrintsTheFile() {
        var out = new StringWriter();
        int code =
                Main.commandLine().setOut(new PrintWriter(out)).execute("config", "--file", "--set", "listen.port=9");
        assertThat(code).isZero();
        assertThat(out.toString()).isEqualTo(ConfigFile.fresh(Map.of("listen.port", "9")));
    }

    @Test
    void theCommandKnowsItsKeys() {
        var err = new StringWriter();
        int code =
                Main.commandLine().setErr(new PrintWriter(err)).execute("config", "--file", "--set", "listen.prot=9");
        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).contains("--set listen.prot: there is no such key");
    }
}
