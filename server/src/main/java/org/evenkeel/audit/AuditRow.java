package org.evenkeel.audit;

import org.evenkeel.program.StaffRole;
import org.evenkeel.room.PersonId;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One row of the chain, as it is stored. Its texts are kept as they were read: a row that somebody changed into
 * nonsense must still be looked at by the verifier.
 *
 * @param number from 1 without holes, until retention cut the beginning off
 * @param at milliseconds UTC
 * @param kind of the actor, as a word
 * @param actor the actor's id, or an empty text
 * @param roles the actor's, as words
 * @param action its word
 * @param subjects {@code kind:id}, blanks between them
 * @param result {@code ok} or a code
 * @param hash SHA-256 of the hash before it and this row's canonical text
 */
public record AuditRow(
        long number,
        long at,
        String kind,
        String actor,
        String roles,
        String action,
        String subjects,
        String result,
        String hash) {

    private static final String FORMAT = "1";

    public AuditRow {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(actor, "actor");
        Objects.requireNonNull(roles, "roles");
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(subjects, "subjects");
        Objects.requireNonNull(result, "result");
        Objects.requireNonNull(hash, "hash");
    }

    /** The row that follows a place in the chain. */
    public static AuditRow after(AuditHead before, AuditEntry entry) {
        AuditRow open =
                new AuditRow(
                        before.number() + 1,
                        entry.at(),
                        entry.by().word(),
                        entry.by().person().map(PersonId::value).orElse(""),
                        entry.by().roleWords(),
                        entry.action().word(),
                        entry.subjects().stream().map(AuditSubject::text).collect(Collectors.joining(" ")),
                        entry.result(),
                        "");
        return open.with(open.hashAfter(before.hash()));
    }

    /** Its place in the chain. */
    public AuditHead head() {
        return new AuditHead(number, hash);
    }

    /** The hash that it should have behind this one. */
    public String hashAfter(String before) {
        return sha256(before + "\n" + text() + "\n");
    }

    /**
     * The canonical text that is hashed: fields with TAB between them, in UTF-8. No field holds a TAB or a line's end;
     * one that was put in makes another text than the one that was hashed, whatever it is.
     */
    String text() {
        return String.join(
                "\t", FORMAT, Long.toString(number), Long.toString(at), kind, actor, roles, action, subjects, result);
    }

    /**
     * What it says.
     *
     * @throws IllegalArgumentException when somebody changed it into what no row says
     */
    public AuditEntry entry() {
        return new AuditEntry(
                at,
                new AuditActor(
                        AuditActor.Kind.valueOf(kind.toUpperCase(Locale.ROOT)),
                        Optional.of(actor).filter(id -> !id.isEmpty()).map(PersonId::new),
                        roles(roles)),
                AuditAction.of(action).orElseThrow(() -> new IllegalArgumentException("no such action")),
                AuditSubject.list(subjects),
                result);
    }

    /** The ids of the persons among the subjects, in their order. */
    public List<String> people() {
        String prefix = AuditSubject.Kind.PERSON.word() + ":";
        return Arrays.stream(subjects.split(" "))
                .filter(subject -> subject.startsWith(prefix))
                .map(subject -> subject.substring(prefix.length()))
                .toList();
    }

    private static Set<StaffRole> roles(String words) {
        return Arrays.stream(words.split(","))
                .filter(word -> !word.isEmpty())
                .map(word -> StaffRole.valueOf(word.toUpperCase(Locale.ROOT)))
                .collect(Collectors.toUnmodifiableSet());
    }

    private AuditRow with(String newHash) {
        return new AuditRow(number, at, kind, actor, roles, action, subjects, result, newHash);
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
