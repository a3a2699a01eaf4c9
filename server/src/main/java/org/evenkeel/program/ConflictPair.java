package org.evenkeel.program;

import org.evenkeel.room.PersonId;

/**
 * Two people who must not meet: staff are warned before admission. The order of the two means nothing.
 *
 * @param first the one whose id sorts first
 * @param second the other
 * @param note why, for staff only; may be empty
 */
public record ConflictPair(PersonId first, PersonId second, String note) {

    /**
     * @throws ProgramProblem when both are the same person or the note is too long
     */
    public ConflictPair {
        Check.isTrue("second", !first.equals(second));
        note = Check.optionalText("note", note, 500);
        if (first.value().compareTo(second.value()) > 0) {
            PersonId swapped = first;
            first = second;
            second = swapped;
        }
    }

    /** Whether this person is one of the two. */
    public boolean concerns(PersonId person) {
        return first.equals(person) || second.equals(person);
    }

    /** Notes stay out of logs. */
    @Override
    public String toString() {
        return "ConflictPair[" + first + ", " + second + "]";
    }
}
