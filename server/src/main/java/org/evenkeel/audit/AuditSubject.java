package org.evenkeel.audit;

import org.evenkeel.program.GroupId;
import org.evenkeel.room.PersonId;
import org.evenkeel.room.SessionId;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * On whom or what something was done: an internal id.
 *
 * @param kind of what
 * @param id its id; of a list of everybody an empty text, of a cut its number and hash
 */
public record AuditSubject(Kind kind, String id) {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,96}");

    /** Of what the id is. */
    public enum Kind {
        /** A participant or a member of staff. */
        PERSON,
        SESSION,
        GROUP,
        /** A list of all participants was shown, this one's row among them. */
        EVERYBODY,
        /** The end of what retention deleted of the audit log itself. */
        CUT;

        /** As it stands in rows. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @throws IllegalArgumentException when the id could be anything but an id
     */
    public AuditSubject {
        Objects.requireNonNull(kind, "kind");
        boolean good = kind == Kind.EVERYBODY ? id.isEmpty() : ID.matcher(id).matches();
        if (!good) {
            throw new IllegalArgumentException("not the form of an id");
        }
    }

    /** A participant or a member of staff. */
    public static AuditSubject of(PersonId person) {
        return new AuditSubject(Kind.PERSON, person.value());
    }

    /** A session. */
    public static AuditSubject of(SessionId session) {
        return new AuditSubject(Kind.SESSION, session.value());
    }

    /** A group. */
    public static AuditSubject of(GroupId group) {
        return new AuditSubject(Kind.GROUP, group.value());
    }

    /** Every participant. */
    public static AuditSubject everybody() {
        return new AuditSubject(Kind.EVERYBODY, "");
    }

    /** As it stands in a row: {@code person:id}. */
    public String text() {
        return kind.word() + ":" + id;
    }

    /**
     * Subjects out of a row's text, blanks between them.
     *
     * @throws IllegalArgumentException when it is no such text
     */
    static List<AuditSubject> list(String text) {
        List<AuditSubject> subjects = new ArrayList<>();
        for (String each : text.isEmpty() ? new String[0] : text.split(" ")) {
            int colon = each.indexOf(':');
            if (colon < 0) {
                throw new IllegalArgumentException("a subject without its kind");
            }
            subjects.add(
                    new AuditSubject(
                            Kind.valueOf(each.substring(0, colon).toUpperCase(Locale.ROOT)),
                            each.substring(colon + 1)));
        }
        return subjects;
    }
}
