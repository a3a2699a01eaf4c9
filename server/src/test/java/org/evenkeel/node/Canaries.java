package org.evenkeel.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Unmistakable words that went through a server, and the search for them in everything that it leaves behind.
 *
 * @param plain may and do stand in SQL as they are: what groups and accounts are called
 * @param secrets may stand nowhere in clear: people's names, words, places, numbers, passwords, tokens
 * @param marks are in Redis' files: a search that does not find them searches in vain
 */
record Canaries(List<String> plain, List<String> secrets, List<String> marks) {

    /** Reads lines of a kind, a tab and a value. */
    static Canaries read(Path file) throws IOException {
        var plain = new ArrayList<String>();
        var secrets = new ArrayList<String>();
        var marks = new ArrayList<String>();
        for (var line : Files.readAllLines(file)) {
            var value = line.substring(line.indexOf('\t') + 1);
            switch (line.substring(0, line.indexOf('\t'))) {
                case "plain" -> plain.add(value);
                case "secret" -> secrets.add(value);
                case "mark" -> marks.add(value);
                default -> throw new IllegalStateException("not a kind of canary: " + line);
            }
        }
        assertThat(plain).isNotEmpty();
        assertThat(secrets).hasSizeGreaterThan(15);
        return new Canaries(plain, secrets, marks);
    }

    /** Fails with what was found where it must not be. */
    void search(PackagedServer server) throws IOException {
        var everything = Stream.concat(plain.stream(), secrets.stream()).toList();
        assertThat(found(everything, server.log())).as("in the log").isEmpty();
        for (var file : files(server.data())) {
            var text = Files.readString(file, StandardCharsets.ISO_8859_1);
            boolean sql = file.getFileName().toString().startsWith("evenkeel.db");
            assertThat(found(sql ? secrets : everything, text)).as(file.toString()).isEmpty();
        }
        assertThat(found(plain, all(server.data(), "evenkeel.db"))).as("plain words in SQL").containsAll(plain);
        assertThat(found(marks, all(server.data().resolve("redis"), ""))).as("in Redis").containsAll(marks);
    }

    private static List<String> found(List<String> words, String text) {
        return words.stream().filter(text::contains).toList();
    }

    private static String all(Path folder, String beginning) throws IOException {
        var text = new StringBuilder();
        for (var file : files(folder)) {
            if (file.getFileName().toString().startsWith(beginning)) {
                text.append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return text.toString();
    }

    private static List<Path> files(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
