package org.evenkeel.program;

import org.evenkeel.room.PersonId;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A member of staff opened one participant's contact facts outside a session, for a reason of an emergency (45 CFR
 * 164.312(a)(2)(ii)). It ends by itself; a privacy officer looks at it afterwards.
 *
 * @param id names it
 * @param participant whose facts
 * @param by who opened it, and for whom alone it is open
 * @param reason in that person's own words; blanks and line ends are made one blank
 * @param openedAt milliseconds UTC
 * @param closesAt when it ends by itself, milliseconds UTC
 * @param closedAt when its person ended it sooner, milliseconds UTC
 * @param reads how often the facts were shown
 * @param shown which of them, over all readings
 * @param review what became of it; empty while it waits
 */
public record EmergencyAccess(
        String id,
        PersonId participant,
        PersonId by,
        String reason,
        long openedAt,
        long closesAt,
        OptionalLong closedAt,
        int reads,
        Set<EmergencyFacts.Kind> shown,
        Optional<Review> review) {

    /** Longest reason, in characters. */
    public static final int LONGEST_REASON = 500;

    private static final Pattern BLANKS = Pattern.compile("\\s+");

    /**
     * @throws ProgramProblem when the reason is missing, too long or has control characters
     */
    public EmergencyAccess {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(participant, "participant");
        Objects.requireNonNull(by, "by");
        reason = Check.text("reason", oneLine(reason), LONGEST_REASON);
        Objects.requireNonNull(closedAt, "closedAt");
        shown = Set.copyOf(shown);
        Objects.requireNonNull(review, "review");
    }

    /** Just opened. */
    static EmergencyAccess opened(String id, PersonId participant, PersonId by, String reason, long now, long until) {
        return new EmergencyAccess(
                id, participant, by, reason, now, until, OptionalLong.empty(), 0, Set.of(), Optional.empty());
    }

    /** When it ended or will end, milliseconds UTC. */
    public long endsAt() {
        return closedAt.orElse(closesAt);
    }

    /** Whether the facts may be read at that moment, milliseconds UTC. */
    public boolean isOpen(long now) {
        return now < endsAt();
    }

    /** The words alone stay out of logs; ids may stand there. */
    @Override
    public String toString() {
        return "EmergencyAccess[" + id + "]";
    }

    private static String oneLine(String text) {
        return BLANKS.matcher(text).replaceAll(" ");
    }

    /**
     * A privacy officer has looked at it.
     *
     * @param by who
     * @param at milliseconds UTC
     * @param note what he found; may be empty
     */
    public record Review(PersonId by, long at, String note) {

        /**
         * @throws ProgramProblem when the note is too long or has control characters
         */
        public Review {
            Objects.requireNonNull(by, "by");
            note = Check.optionalText("note", oneLine(note), LONGEST_REASON);
        }

        /** The note stays out of logs. */
        @Override
        public String toString() {
            return "Review[" + by + "]";
        }
    }
}
