package org.evenkeel.edge;

import org.evenkeel.room.Rights;
import org.evenkeel.room.Role;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The room's table of rights as Markdown, for the protocol document. */
public final class RightsTable {

    private RightsTable() {}

    /** One row a command, one column a role: {@code own}, {@code other}, {@code both} or nothing. */
    public static String write() {
        String roles = Arrays.stream(Role.values()).map(RightsTable::name).collect(Collectors.joining(" | "));
        String rule = Arrays.stream(Role.values()).map(_ -> "---").collect(Collectors.joining("|"));
        String rows = Arrays.stream(Rights.values()).map(RightsTable::row).collect(Collectors.joining());
        return """
        *own*: concerning oneself or the room as a whole; *other*: to another member.

        | command | %s |
        |---|%s|
        %s\
        """
                .formatted(roles, rule, rows);
    }

    private static String row(Rights right) {
        String cells =
                Arrays.stream(Role.values())
                        .map(role -> cell(right.own(role), right.other(role)))
                        .collect(Collectors.joining(" | "));
        return "| `" + right.name().toLowerCase(Locale.ROOT) + "` | " + cells + " |\n";
    }

    private static String cell(boolean own, boolean other) {
        if (own) {
            return other ? "both" : "own";
        }
        return other ? "other" : "";
    }

    private static String name(Role role) {
        return role.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
