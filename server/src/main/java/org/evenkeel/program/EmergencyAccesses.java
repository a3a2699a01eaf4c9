package org.evenkeel.program;

import org.evenkeel.program.ProgramProblem.Code;
import org.evenkeel.room.PersonId;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Emergency access: staff with a care role open one participant's contact facts outside his sessions, at once, with a
 * reason and for a bounded time. Nobody is asked before, because in an emergency nobody waits; a privacy officer looks
 * at each afterwards ({@link EmergencyReviews}). Any thread.
 */
public final class EmergencyAccesses {

    /**
     * Long enough for a call to 911 and the wait until somebody is there, short enough that a forgotten page shows
     * nothing an hour later.
     */
    public static final Duration OPEN_FOR = Duration.ofMinutes(60);

    /** So many records of the gate are looked through: several sessions, however often somebody went back in them. */
    private static final int RECORDS = 64;

    private final EmergencyStore store;
    private final ParticipantStore participants;
    private final GateStore gate;
    private final InstantSource clock;
    private final RandomBytes random;

    EmergencyAccesses(ProgramStores stores, InstantSource clock, RandomBytes random) {
        this.store = stores.emergencies();
        this.participants = stores.participants();
        this.gate = stores.gate();
        this.clock = clock;
        this.random = random;
    }

    /**
     * What an open access shows.
     *
     * @param access which
     * @param facts what is known
     */
    public record Shown(EmergencyAccess access, EmergencyFacts facts) {}

    /**
     * Opens a participant's facts for the caller alone. The same reason again is the same access: a page that did not
     * hear the answer asks twice. Another reason is another access, and ends the one before.
     *
     * @throws ProgramProblem {@code not_allowed}, {@code not_found}, {@code missing} or {@code too_long} (reason)
     */
    public EmergencyAccess open(Caller caller, PersonId participant, String reason) {
        caller.must(Access.Action.CHANGE, Access.EMERGENCY);
        PersonId person = find(participant).id();
        long now = clock.millis();
        EmergencyAccess fresh =
                EmergencyAccess.opened(
                        random.nextId(), person, caller.person(), reason, now, now + OPEN_FOR.toMillis());
        Optional<EmergencyAccess> before = openFor(caller, person, now);
        if (before.filter(it -> it.reason().equals(fresh.reason())).isPresent()) {
            return before.orElseThrow();
        }
        store.add(fresh);
        before.ifPresent(it -> store.close(it.id(), now));
        return fresh;
    }

    /**
     * The facts, while the caller has them open; counts the reading.
     *
     * @throws ProgramProblem {@code not_allowed}, {@code not_found}, {@code closed} ({@code emergency}) when he has not
     */
    public Shown read(Caller caller, PersonId participant) {
        caller.must(Access.Action.READ, Access.EMERGENCY);
        Participant person = find(participant);
        EmergencyAccess access =
                openFor(caller, person.id(), clock.millis())
                        .orElseThrow(() -> new ProgramProblem(Code.CLOSED, "emergency"));
        EmergencyFacts facts = EmergencyFacts.of(person, gate.newest(person.id(), RECORDS));
        store.read(access.id(), facts.known());
        return new Shown(access, facts);
    }

    /**
     * Ends what the caller has open of this participant; nothing happens when there is nothing.
     *
     * @throws ProgramProblem {@code not_allowed}, {@code not_found}
     */
    public void close(Caller caller, PersonId participant) {
        caller.must(Access.Action.CHANGE, Access.EMERGENCY);
        PersonId person = find(participant).id();
        long now = clock.millis();
        store.openOf(caller.person(), now).stream().filter(of(person)).forEach(access -> store.close(access.id(), now));
    }

    /** Whose facts the caller has open, and until when, milliseconds UTC; of nobody for those who may not open any. */
    public Map<PersonId, Long> openOf(Caller caller) {
        if (!caller.may(Access.Action.READ, Access.EMERGENCY)) {
            return Map.of();
        }
        return store.openOf(caller.person(), clock.millis()).stream()
                .collect(
                        Collectors.toUnmodifiableMap(EmergencyAccess::participant, EmergencyAccess::endsAt, Math::max));
    }

    private Optional<EmergencyAccess> openFor(Caller caller, PersonId participant, long now) {
        return store.openOf(caller.person(), now).stream().filter(of(participant)).findFirst();
    }

    private static Predicate<EmergencyAccess> of(PersonId participant) {
        return access -> access.participant().equals(participant);
    }

    private Participant find(PersonId participant) {
        return participants.find(participant).orElseThrow(() -> new ProgramProblem(Code.NOT_FOUND, "participant"));
    }
}
