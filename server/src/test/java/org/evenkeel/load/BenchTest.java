package org.evenkeel.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The benchmark works, and in the long run measures. A missed target is printed and fails nothing here: how fast a
 * machine is says nothing about whether the program is right. A run that loses or doubles a delivery fails.
 */
class BenchTest {

    private static final List<Integer> DONE_OR_MISSED = List.of(0, 3);

    @Test
    @Tag("slow")
    @Timeout(300)
    void bothServersCarryTheSameLoad() throws Exception {
        assertThat(bench("--quick", "fanout")).contains("CPU a delivery, server + Redis, against bare");
    }

    @Test
    @Tag("long")
    @Timeout(3_600)
    void everyTargetIsMeasured() throws Exception {
        assertThat(bench())
                .contains("against bare")
                .contains("of each further member")
                .contains("p99 send to last receipt")
                .contains("all see the full roster")
                .contains("memory of an idle member")
                .contains("start to /readyz 200");
    }

    private static String bench(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("bash", "deploy/bench.sh"));
        command.addAll(List.of(arguments));
        var process =
                new ProcessBuilder(command)
                        .directory(Path.of("").toAbsolutePath().getParent().toFile())
                        .redirectErrorStream(true)
                        .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        System.out.println(said);
        assertThat(process.waitFor()).as(said).isIn(DONE_OR_MISSED);
        return said;
    }
}
