package org.evenkeel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The threat model says the truth: every test and every page of the project that it names exists. */
class ThreatsDocumentTest {

    private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|Contract))(?:#(\\w+))?`");
    private static final Pattern FILE = Pattern.compile("`(deploy/[\\w./-]+)`");

    private static String page() throws IOException {
        return Files.readString(Path.of("docs", "threats.md"));
    }

    private static Map<String, Path> sources() throws IOException {
        try (var files = Files.walk(Path.of("src", "test", "java"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .collect(Collectors.toMap(file -> file.getFileName().toString(), file -> file, (one, _) -> one));
        }
    }

    @Test
    void everyNamedTestExists() throws IOException {
        var sources = sources();
        assertThat(TEST.matcher(page()).results())
                .hasSizeGreaterThan(50)
                .allSatisfy(
                        found -> {
                            assertThat(sources).containsKey(found.group(1) + ".java");
                            if (found.group(2) != null) {
                                assertThat(Files.readString(sources.get(found.group(1) + ".java")))
                                        .contains(" void " + found.group(2) + "(");
                            }
                        });
    }

    @Test
    void everyNamedScriptExists() throws IOException {
        assertThat(FILE.matcher(page()).results())
                .isNotEmpty()
                .allSatisfy(found -> assertThat(Path.of("..", found.group(1))).exists());
    }
}
