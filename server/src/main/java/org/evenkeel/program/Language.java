package org.evenkeel.program;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The languages that the screens speak. */
public enum Language {
    EN,
    ES;

    /** The language's tag as browsers write it: {@code en}, {@code es}. */
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The language of a tag, in either case; empty when the screens do not speak it. */
    public static Optional<Language> of(String tag) {
        return Arrays.stream(values()).filter(each -> each.tag().equalsIgnoreCase(tag.strip())).findFirst();
    }
}
