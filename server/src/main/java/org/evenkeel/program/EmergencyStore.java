package org.evenkeel.program;

import org.evenkeel.room.PersonId;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Keeps emergency accesses. Nothing of one changes but that it ends, is read and is reviewed. */
public interface EmergencyStore {

    /** Keeps a new one. */
    void add(EmergencyAccess access);

    /** The one of this id. */
    Optional<EmergencyAccess> find(String id);

    /** Those that this person has open at that moment, milliseconds UTC, the newest first. */
    List<EmergencyAccess> openOf(PersonId by, long now);

    /** Ends one at that moment, milliseconds UTC; nothing happens to one that has ended by then. */
    void close(String id, long at);

    /** Counts a reading of these facts; none is lost of several at once. */
    void read(String id, Set<EmergencyFacts.Kind> shown);

    /**
     * Keeps its review, if there is none yet.
     *
     * @return whether there was none
     */
    boolean review(String id, EmergencyAccess.Review review);

    /** Those without a review, the oldest first, at most so many. */
    List<EmergencyAccess> waiting(int most);

    /**
     * Those with a review, by the time of their opening, the newest first, at most so many.
     *
     * @param below only those opened before this one: the page after it; empty for the first
     */
    List<EmergencyAccess> reviewed(Optional<EmergencyAccess> below, int most);

    /** How many wait, by who opened them. */
    Map<PersonId, Long> waitingByOpener();

    /** Who opened one at that moment, milliseconds UTC, or later. */
    Set<PersonId> openersSince(long at);

    /** How many there are, for figures. */
    Figures figures();

    /**
     * Counts, and nothing of whom.
     *
     * @param all how many are kept
     * @param waiting how many have no review
     * @param oldestWaiting when the oldest of those was opened, milliseconds UTC
     */
    record Figures(long all, long waiting, OptionalLong oldestWaiting) {}
}
