package org.evenkeel.program;

import java.util.Collection;
import java.util.regex.Pattern;

/** Checks of typed fields; each throws a {@link ProgramProblem} that names the field. */
final class Check {

    private static final Pattern PHONE = Pattern.compile("\\+?[(0-9][0-9 ()./x#-]{1,30}");

    private Check() {}

    /** Stripped text with at least one character. */
    static String text(String field, String value, int most) {
        String text = optionalText(field, value, most);
        if (text.isEmpty()) {
            throw new ProgramProblem(ProgramProblem.Code.MISSING, field);
        }
        return text;
    }

    /** Stripped text, maybe empty; control characters are refused, since names end up in lists and files. */
    static String optionalText(String field, String value, int most) {
        String text = value.strip();
        if (text.length() > most) {
            throw new ProgramProblem(ProgramProblem.Code.TOO_LONG, field);
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new ProgramProblem(ProgramProblem.Code.BAD_VALUE, field);
        }
        return text;
    }

    /** A telephone number as people write it, or an empty text. */
    static String optionalPhone(String field, String value) {
        String text = optionalText(field, value, 32);
        isTrue(field, text.isEmpty() || PHONE.matcher(text).matches());
        return text;
    }

    /** Text that matches the pattern as a whole. */
    static String matching(String field, String value, int most, Pattern pattern) {
        String text = text(field, value, most);
        isTrue(field, pattern.matcher(text).matches());
        return text;
    }

    static void notEmpty(String field, Collection<?> values) {
        if (values.isEmpty()) {
            throw new ProgramProblem(ProgramProblem.Code.MISSING, field);
        }
    }

    static void isTrue(String field, boolean good) {
        if (!good) {
            throw new ProgramProblem(ProgramProblem.Code.BAD_VALUE, field);
        }
    }
}
