package org.evenkeel.attendance;

import org.evenkeel.room.PersonId;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/**
 * The attendance of one session: what staff review and sign.
 *
 * @param plan what was planned, as the room was prepared
 * @param policyVersion by which version of the clinic's rules
 * @param provisional the session has not ended: as if it ended now, but nobody is called early or lost
 * @param startedAt actual start, milliseconds UTC
 * @param endedAt actual end; empty while it runs or when it never started
 * @param spans when the session ran; more than one when it was reopened
 * @param breaks the group's breaks
 * @param staffGaps when the session ran without qualified staff, beyond the tolerance
 * @param people participants on the roster or in the room, by id
 * @param unplacedFacts above 0 the ledger misses history: somebody must look
 */
public record SessionAttendance(
        SessionPlan plan,
        int policyVersion,
        boolean provisional,
        OptionalLong startedAt,
        OptionalLong endedAt,
        Intervals spans,
        Intervals breaks,
        Intervals staffGaps,
        List<PersonAttendance> people,
        int unplacedFacts) {

    public SessionAttendance {
        people = List.copyOf(people);
    }

    /** Distinct participants with at least one countable minute: computed, never typed. */
    public int numberInGroup() {
        return (int) people.stream().filter(PersonAttendance::inGroup).count();
    }

    public Optional<PersonAttendance> person(PersonId id) {
        return people.stream().filter(person -> person.person().equals(id)).findFirst();
    }

    /** The same with one person's attendance changed; unchanged when he is not in it. */
    public SessionAttendance with(PersonId id, UnaryOperator<PersonAttendance> change) {
        return new SessionAttendance(
                plan,
                policyVersion,
                provisional,
                startedAt,
                endedAt,
                spans,
                breaks,
                staffGaps,
                people.stream().map(person -> person.person().equals(id) ? change.apply(person) : person).toList(),
                unplacedFacts);
    }
}
