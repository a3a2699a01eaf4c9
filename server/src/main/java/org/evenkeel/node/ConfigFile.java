package org.evenkeel.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The text of a configuration file for people: every key with its meaning, set or commented out with its default.
 * Setting keys in a text that somebody changed leaves everything else of it as it is.
 */
final class ConfigFile {

    private static final int WIDTH = 100;

    private static final String HEAD =
            """
            # Evenkeel's configuration: lines key = value. A line that begins with # does nothing; what stands there after
            # the key is what holds anyway. Secrets never stand here: a key that ends in -file names the file that holds one.
            # After a change: sudo systemctl restart evenkeel
            """;

    private ConfigFile() {}

    /**
     * A new file.
     *
     * @param values what is set, by key name; each must be a key's
     */
    static String fresh(Map<String, String> values) {
        return ConfigKey.all().stream()
                .map(key -> paragraph(key, values.containsKey(key.name()), values.getOrDefault(key.name(), "")))
                .collect(Collectors.joining("\n", HEAD + "\n", ""));
    }

    /**
     * A text with other values.
     *
     * @param values what is to be set, by key name; each must be a key's
     */
    static String with(String text, Map<String, String> values) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        new TreeMap<>(values).forEach((name, value) -> set(lines, key(name), value));
        return String.join("\n", lines) + "\n";
    }

    private static ConfigKey key(String name) {
        return ConfigKey.named(name).orElseThrow(() -> new IllegalArgumentException("no key " + name));
    }

    /** The line that sets it, else the one that is commented out, else a new paragraph at the end. */
    private static void set(List<String> lines, ConfigKey key, String value) {
        String setting = Pattern.quote(key.name()) + "\\s*[=:].*";
        int place = lastMatch(lines, "\\s*" + setting);
        if (place < 0) {
            place = lastMatch(lines, "\\s*#\\s*" + setting);
        }
        if (place < 0) {
            lines.add("");
            lines.addAll(paragraph(key, true, value).lines().toList());
        } else {
            lines.set(place, line(key, value));
        }
    }

    /** The last one: of two lines that set a key, the later holds. */
    private static int lastMatch(List<String> lines, String pattern) {
        for (int i = lines.size() - 1; i >= 0; i--) {
            if (lines.get(i).matches(pattern)) {
                return i;
            }
        }
        return -1;
    }

    private static String paragraph(ConfigKey key, boolean set, String value) {
        String meaning = wrapped("%s (%s)".formatted(key.sentence(), key.unit()));
        return meaning + (set ? line(key, value) : "#" + line(key, key.fallback())) + "\n";
    }

    /** Backslashes are doubled, as the reader wants it. */
    private static String line(ConfigKey key, String value) {
        return "%s = %s".formatted(key.name(), value.replace("\\", "\\\\")).stripTrailing();
    }

    private static String wrapped(String sentence) {
        var text = new StringBuilder("#");
        int width = 1;
        for (String word : sentence.split(" ")) {
            if (width + 1 + word.length() > WIDTH) {
                text.append("\n#");
                width = 1;
            }
            text.append(' ').append(word);
            width += 1 + word.length();
        }
        return text.append('\n').toString();
    }
}
