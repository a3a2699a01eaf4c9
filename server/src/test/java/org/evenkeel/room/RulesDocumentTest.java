package org.evenkeel.room;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The table of rules and tests says the truth: every test that it names exists. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RulesDocumentTest {

    private static final Pattern NAMED = Pattern.compile("`(\\w+Test)#(\\w+)`");

    private static Set<String> named() throws IOException {
        return NAMED.matcher(Files.readString(Path.of("docs", "rules.md")))
                .results()
                .map(found -> found.group(1) + "#" + found.group(2))
                .collect(Collectors.toSet());
    }

    @Test
    void every_named_test_exists() throws IOException {
        assertThat(named())
                .isNotEmpty()
                .allSatisfy(
                        name -> {
                            var parts = name.split("#");
                            var type = Class.forName("org.evenkeel.room." + parts[0]);
                            assertThat(type.getDeclaredMethod(parts[1]).isAnnotationPresent(Test.class)).isTrue();
                        });
    }
}
