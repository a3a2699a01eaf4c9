package org.evenkeel.retention;

import org.evenkeel.audit.AuditEntry;
import org.evenkeel.room.PersonId;
import org.evenkeel.room.SessionId;

import java.util.List;
import java.util.function.Consumer;

/**
 * Port: what retention looks at and deletes. Every deletion takes its audit row into the same transaction and looks for
 * holds once more in it. Any thread; calls block.
 */
public interface RetentionStore {

    /**
     * Entry answers of one person for one session.
     *
     * @param session which session
     * @param person whose
     */
    record Answers(SessionId session, PersonId person) {}

    /** Sessions that ended before this moment and are held by nobody, the oldest first, at most so many. */
    List<SessionId> sessionsEndedBefore(long moment, int most);

    /** How many sessions that ended before this moment are kept by a hold. */
    long sessionsHeldBefore(long moment);

    /**
     * Hands over whose entry answers there are for sessions that ended before this moment; people under a hold are left
     * out, and those who took part by phone. Sorted by session.
     */
    void forEachAnswers(long endedBefore, Consumer<Answers> visitor);

    /**
     * Deletes the whole record of a session: plan, roster, presence facts, corrections, signatures, entry answers. Of
     * the signatures the links of their chain stay.
     *
     * @param report the audit row
     * @return false when it is gone already or held; then nothing happened and no row was written
     */
    boolean deleteSession(SessionId session, AuditEntry report);

    /**
     * Deletes somebody's entry answers for one session.
     *
     * @param report the audit row
     * @return false when they are gone already, held, or of somebody who took part by phone; then nothing happened and
     *     no row was written
     */
    boolean deleteAnswers(Answers answers, AuditEntry report);

    /**
     * An emergency access.
     *
     * @param id names it
     * @param participant whose facts were opened
     * @param by who opened them
     */
    record Emergency(String id, PersonId participant, PersonId by) {}

    /** Those that ended, and were reviewed if they were, before this moment; the oldest first, at most so many. */
    List<Emergency> emergenciesEndedBefore(long moment, int most);

    /**
     * Deletes an emergency access with its reason.
     *
     * @param report the audit row
     * @return false when it is gone already, or there is any hold; then nothing happened and no row was written
     */
    boolean deleteEmergency(Emergency emergency, AuditEntry report);

    /**
     * Who is under a hold.
     *
     * @param person whose records are kept
     * @param placedAt since when, milliseconds UTC
     */
    record Hold(PersonId person, long placedAt) {}

    /** All holds, the oldest first. */
    List<Hold> holds();

    /**
     * Places a hold; nothing happens to one that is there.
     *
     * @return whether it is new
     */
    boolean placeHold(Hold hold, AuditEntry report);

    /**
     * @return whether there was one
     */
    boolean releaseHold(PersonId person, AuditEntry report);
}
