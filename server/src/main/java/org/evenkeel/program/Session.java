package org.evenkeel.program;

import org.evenkeel.room.PersonId;
import org.evenkeel.room.SessionId;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * One session: one meeting of a group, or a single appointment.
 *
 * @param id random 128 bits, so that a room's address tells nothing
 * @param occurrence which meeting of which group; empty for a single session
 * @param plan what is planned
 * @param facts what became of it
 * @param version counts changes; 0 = not yet kept
 */
public record Session(SessionId id, Optional<Occurrence> occurrence, SessionPlan plan, Facts facts, long version) {

    /** Why a session will not be held. */
    public enum Cancellation {
        NONE,
        /** Staff cancelled it; the schedule does not bring it back. */
        BY_STAFF,
        /** The group's plan changed; comes back when the plan does. */
        BY_SCHEDULE
    }

    /**
     * What became of a session, as far as lists need it. The room's log and the ledger are the truth.
     *
     * @param startedAt when staff first opened the room, milliseconds UTC
     * @param endedAt when it ended, milliseconds UTC; empty again when it was reopened
     * @param cancellation whether and why it will not be held
     */
    public record Facts(OptionalLong startedAt, OptionalLong endedAt, Cancellation cancellation) {

        /** Nothing happened yet. */
        public static Facts none() {
            return new Facts(OptionalLong.empty(), OptionalLong.empty(), Cancellation.NONE);
        }
    }

    public Session {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(occurrence, "occurrence");
        Objects.requireNonNull(plan, "plan");
        Objects.requireNonNull(facts, "facts");
    }

    /** What this person is on the roster. */
    public Optional<RosterEntry> entryOf(PersonId person) {
        return plan.roster().stream().filter(entry -> entry.person().equals(person)).findFirst();
    }

    /** Whether it will not be held. */
    public boolean cancelled() {
        return facts.cancellation() != Cancellation.NONE;
    }

    /** Whether the plan may still change: neither ended nor cancelled. */
    public boolean open() {
        return facts.endedAt().isEmpty() && !cancelled();
    }

    /** The same session with another plan. */
    public Session with(SessionPlan newPlan) {
        return new Session(id, occurrence, newPlan, facts, version);
    }

    /** The same session with other facts. */
    public Session with(Facts newFacts) {
        return new Session(id, occurrence, plan, newFacts, version);
    }

    /** The same session, cancelled or not. */
    public Session with(Cancellation cancellation) {
        return with(new Facts(facts.startedAt(), facts.endedAt(), cancellation));
    }

    /** The same session at another version. */
    public Session at(long newVersion) {
        return new Session(id, occurrence, plan, facts, newVersion);
    }

    /** The same session with the group's people as they are now; people added to it alone stay. */
    Session following(List<RosterEntry> ofGroup) {
        List<RosterEntry> own =
                plan.roster().stream().filter(entry -> entry.source() == RosterEntry.Source.SESSION).toList();
        List<PersonId> known = own.stream().map(RosterEntry::person).toList();
        return with(
                plan.with(
                        Stream.concat(own.stream(), ofGroup.stream().filter(entry -> !known.contains(entry.person())))
                                .toList()));
    }
}
