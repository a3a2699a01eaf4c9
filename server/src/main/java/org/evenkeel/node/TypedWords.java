package org.evenkeel.node;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;

/** What is typed behind options, and what is said of a word that cannot be used there. */
final class TypedWords {

    private TypedWords() {}

    /** A time zone. */
    static final class Zone implements ITypeConverter<ZoneId> {
        @Override
        public ZoneId convert(String text) {
            try {
                return ZoneId.of(text);
            } catch (DateTimeException _) {
                throw new TypeConversionException(text + " is no time zone; one such as America/Chicago");
            }
        }
    }

    /** A day. */
    static final class Day implements ITypeConverter<LocalDate> {
        @Override
        public LocalDate convert(String text) {
            try {
                return LocalDate.parse(text);
            } catch (DateTimeException _) {
                throw new TypeConversionException(text + " is no date; one such as 2026-11-01");
            }
        }
    }

    /** The role of a clinic's first people. */
    static final class Role implements ITypeConverter<AdminCommand.FirstRole> {
        @Override
        public AdminCommand.FirstRole convert(String text) {
            return Arrays.stream(AdminCommand.FirstRole.values())
                    .filter(role -> role.toString().equals(text))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException(text + " is no such role; supervisor or it_admin"));
        }
    }
}
