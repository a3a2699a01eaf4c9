package org.evenkeel.node;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;

/** The commands that set up a clinic before its server first starts: what they do, and that asking does nothing. */
class ClinicCommandTest {

    @TempDir private Path folder;

    private final StringWriter out = new StringWriter();

    private int run(String... command) {
        var whole = new String[command.length + 2];
        System.arraycopy(command, 0, whole, 0, command.length);
        whole[command.length] = "--data";
        whole[command.length + 1] = folder.resolve("data").toString();
        out.getBuffer().setLength(0);
        var writer = new PrintWriter(out, true);
        return Main.commandLine().setOut(writer).setErr(writer).execute(whole);
    }

    @Test
    void askingAboutAClinicThatIsNotThereMakesNone() {
        assertThat(run("clinic", "--zone", "America/Chicago", "--ask")).isEqualTo(1);
        assertThat(run("admin", "--name", "first", "--ask")).isEqualTo(1);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aTimeZoneIsSetOnceAndStays() {
        assertThat(run("clinic", "--zone", "America/Chicago")).isZero();
        assertThat(out.toString()).contains("time zone: America/Chicago");
        assertThat(run("clinic", "--zone", "America/Chicago", "--ask")).isZero();
        assertThat(run("clinic", "--zone", "America/Denver", "--ask")).isEqualTo(1);
        assertThat(run("clinic", "--name", "North")).isZero();
        assertThat(out.toString()).contains("name: North").contains("time zone: America/Chicago");
    }

    @Test
    void aTimeZoneThatIsNoneIsRefused() {
        assertThat(run("clinic", "--zone", "Chicago")).isEqualTo(2);
        assertThat(out.toString())
                .contains("Chicago is no time zone; one such as America/Chicago\n")
                .endsWith("How it goes: evenkeel clinic --help\n")
                .hasLineCount(2);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void onlyASupervisorCountsAsTheFirst() {
        assertThat(run("admin", "--name", "it", "--role", "it_admin")).isZero();
        assertThat(run("admin", "--name", "first", "--ask")).isEqualTo(1);
        assertThat(run("admin", "--name", "first")).isZero();
        assertThat(out.toString()).contains("/staff#enter=");
        assertThat(run("admin", "--name", "other", "--ask")).isZero();
    }
}
