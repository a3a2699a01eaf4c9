package org.evenkeel.api;

import org.evenkeel.live.Directory;
import org.evenkeel.program.Caller;
import org.evenkeel.program.Clinic;
import org.evenkeel.room.KeptApart;
import org.evenkeel.room.PersonId;
import org.evenkeel.room.SessionId;

import java.time.InstantSource;
import java.util.Optional;

/**
 * Names and pairs from the clinic's standing facts, kept for half a minute. While the database does not answer, what
 * was known last goes on being shown, and a name that was never known is a neutral word: a room never waits for it
 * twice. Any thread; the first look at a name blocks, for half a second at most.
 */
public final class ProgramDirectory implements Directory {

    /** Stands for a name that cannot be had now. */
    public static final String NEUTRAL_NAME = "Member";

    private static final Names NOBODY = new Names(NEUTRAL_NAME, NEUTRAL_NAME);
    private static final String NEUTRAL_TITLE = "Appointment";
    private static final int MOST = 20_000;

    private final People people;
    private final ShortMemory<PersonId, Names> names;
    private final ShortMemory<SessionId, String> titles;
    private final ShortMemory<String, String> neutralTitles;
    private final ShortMemory<String, KeptApart> apart;

    public ProgramDirectory(Clinic clinic, InstantSource clock) {
        this.people = new People(clinic);
        this.names = new ShortMemory<>(MOST, clock, this::look);
        this.titles =
                new ShortMemory<>(
                        MOST, clock, session -> clinic.schedule().find(session).map(found -> found.plan().name()));
        this.apart = new ShortMemory<>(1, clock, _ -> Optional.of(pairs(clinic)));
        this.neutralTitles = new ShortMemory<>(1, clock, _ -> Optional.of(clinic.settings().current().neutralTitle()));
    }

    @Override
    public Names names(PersonId person) {
        return names.get(person).orElse(NOBODY);
    }

    @Override
    public String title(SessionId session) {
        return titles.get(session).orElse(NEUTRAL_TITLE);
    }

    @Override
    public String neutralTitle() {
        return neutralTitles.get("").orElse(NEUTRAL_TITLE);
    }

    @Override
    public KeptApart keptApart() {
        return apart.get("").orElse(KeptApart.NOBODY);
    }

    private static KeptApart pairs(Clinic clinic) {
        return KeptApart.of(
                clinic.conflicts().list(Caller.operator()).stream()
                        .map(pair -> new KeptApart.Pair(pair.first(), pair.second()))
                        .toList());
    }

    private Optional<Names> look(PersonId person) {
        return people.participant(person)
                .map(found -> new Names(found.details().displayName(), found.details().fullName()))
                .or(
                        () ->
                                people.staff(person)
                                        .map(
                                                found ->
                                                        new Names(
                                                                found.details().displayName(),
                                                                found.details().fullName())));
    }
}
