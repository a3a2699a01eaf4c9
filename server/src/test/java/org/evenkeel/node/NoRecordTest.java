package org.evenkeel.node;

import static org.assertj.core.api.Assertions.assertThat;

import org.evenkeel.sql.TestPostgres;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Where nothing was set up yet, only the commands that set up begin a record: any other would block a restore. */
@Timeout(60)
class NoRecordTest {

    @TempDir private Path folder;

    private final StringWriter said = new StringWriter();

    private int run(String command, String... more) {
        var words = Stream.concat(Arrays.stream(command.split(" ")), Arrays.stream(more)).toArray(String[]::new);
        var writer = new PrintWriter(said, true);
        return Main.commandLine().setOut(writer).setErr(writer).execute(words);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "clinic",
                "attendance verify",
                "audit verify",
                "audit search",
                "retention --dry-run",
                "retention --delete",
                "retention hold MRN-1",
                "retention release MRN-1",
                "retention holds",
                "keys rotate",
                "backup --passphrase-file no-such-file"
            })
    void whatShowsOrVerifiesMakesNone(String command) {
        var data = folder.resolve("data");
        assertThat(run(command, "--data", data.toString())).isEqualTo(1);
        assertThat(said.toString())
                .isEqualTo(
                        "There is no record in %s yet. Set this machine up first (sudo evenkeel setup), or restore a backup (evenkeel restore).%n"
                                .formatted(data));
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"clinic --zone America/Chicago --ask", "clinic --ask", "admin --name first --ask"})
    void askingAnswersNoAndMakesNone(String command) {
        assertThat(run(command, "--data", folder.resolve("data").toString())).isEqualTo(1);
        assertThat(said.toString()).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void anEmptyFileIsNoRecord() throws IOException {
        Files.createFile(folder.resolve("evenkeel.db"));
        assertThat(run("audit verify", "--data", folder.toString())).isEqualTo(1);
        assertThat(said.toString()).contains("There is no record in");
        assertThat(folder.resolve("evenkeel.db")).isEmptyFile();
        assertThat(folder.resolve("keys")).doesNotExist();
    }

    @Test
    @Tag("slow")
    void norIsAPostgresqlWithoutTablesOfOurs() throws Exception {
        var password = Files.writeString(folder.resolve("password"), "");
        var data = folder.resolve("data");
        String[] where = {
            "--data=" + data,
            "--set=database.url=" + TestPostgres.shared().freshDatabase(),
            "--set=database.user=evenkeel",
            "--set=database.password-file=" + password
        };
        assertThat(run("attendance verify", where)).isEqualTo(1);
        assertThat(said.toString()).startsWith("There is no record in the PostgreSQL database of database.url yet.");
        assertThat(data).doesNotExist();
        assertThat(run("clinic --zone America/Chicago", where)).isZero();
        assertThat(run("attendance verify", where)).isZero();
    }

    /** The package says in a property of the Java machine which configuration is its own. */
    private String packaged(String... command) throws IOException, InterruptedException {
        var configuration = folder.resolve("evenkeel.conf");
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-Devenkeel.config=" + configuration));
        line.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        line.addAll(List.of(command));
        var process = new ProcessBuilder(line).redirectErrorStream(true).start();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() + " " + text;
    }

    @Test
    @Tag("slow")
    void onAPackagedMachineThatNobodySetUpNothingBegins() throws Exception {
        var data = folder.resolve("data");
        var configuration = folder.resolve("evenkeel.conf");
        Files.writeString(configuration, "data.folder = " + data + "\n");
        var notYet =
                "1 Evenkeel is not set up on this machine yet: sudo evenkeel setup (for a lost machine first: sudo"
                        + " evenkeel restore FILE)%n".formatted();
        assertThat(packaged("admin", "--name", "first")).isEqualTo(notYet);
        assertThat(packaged("clinic", "--zone", "America/Chicago")).isEqualTo(notYet);
        assertThat(packaged("admin", "--name", "first", "--ask")).isEqualTo("1 ");
        assertThat(packaged("clinic", "--zone", "America/Chicago", "--ask")).isEqualTo("1 ");
        assertThat(packaged("check"))
                .startsWith("3 ")
                .contains("Evenkeel is not set up on this machine yet.")
                .contains("Do:  sudo evenkeel setup; for a lost machine first: sudo evenkeel restore FILE")
                .contains("1 looked at: 0 fine, 0 to be looked after, 1 broken.");
        assertThat(packaged("check", "--json"))
                .startsWith("3 ")
                .contains("\"status\" : 3,")
                .containsOnlyOnce("\"code\" : \"configuration\"");
        assertThat(data).doesNotExist();
        Files.writeString(configuration, "public.address = https://groups.clinic.example\n", StandardOpenOption.APPEND);
        assertThat(packaged("clinic", "--zone", "America/Chicago")).startsWith("0 ");
        assertThat(packaged("admin", "--name", "first"))
                .startsWith("0 ")
                .contains("https://groups.clinic.example/staff#enter=");
    }
}
