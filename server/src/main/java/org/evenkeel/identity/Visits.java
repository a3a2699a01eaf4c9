package org.evenkeel.identity;

import org.evenkeel.program.Participant;
import org.evenkeel.program.ParticipantStore;
import org.evenkeel.program.RandomBytes;
import org.evenkeel.room.PersonId;

import java.time.InstantSource;
import java.util.Optional;

/**
 * Tabs in which participants used their link. The tab holds the visit's secret and sends it with each request; it never
 * stands in a cookie, so that several people can use several tabs of one browser.
 */
public final class Visits {

    private static final PersonId NOBODY = new PersonId("nobody");

    private final PersonalLinkStore store;
    private final ParticipantStore participants;
    private final IdentityLimits limits;
    private final InstantSource clock;
    private final RandomBytes random;

    Visits(
            PersonalLinkStore store,
            ParticipantStore participants,
            IdentityLimits limits,
            InstantSource clock,
            RandomBytes random) {
        this.store = store;
        this.participants = participants;
        this.limits = limits;
        this.clock = clock;
        this.random = random;
    }

    /**
     * A visit that began or goes on.
     *
     * @param visit the visit
     * @param participant who, as this person is now
     */
    public record Known(Visit visit, Participant participant) {}

    /**
     * A visit that began just now.
     *
     * @param secret what the tab keeps
     * @param known the visit
     */
    public record Begun(Secret secret, Known known) {}

    /**
     * Begins a visit with a link's secret. Unknown, expired, revoked and wrong look the same and do the same look-ups.
     */
    public Optional<Begun> exchange(String linkSecret) {
        long now = clock.millis();
        Optional<PersonalLink> link = store.find(Secret.hash(linkSecret));
        Optional<Participant> participant = active(link.map(PersonalLink::participant));
        if (participant.isEmpty() || link.orElseThrow().expiresAt() <= now) {
            return Optional.empty();
        }
        Secret secret = Secret.fresh(random);
        Visit visit =
                new Visit(
                        random.nextId(),
                        participant.orElseThrow().id(),
                        link.orElseThrow().id(),
                        now + limits.visit().toMillis());
        return store.addVisit(secret.hash(), visit)
                ? Optional.of(new Begun(secret, new Known(visit, participant.orElseThrow())))
                : Optional.empty();
    }

    /** Who holds this secret; empty when unknown, over, ended with its link, or deactivated. */
    public Optional<Known> identify(String visitSecret) {
        Optional<Visit> visit = store.findVisit(Secret.hash(visitSecret));
        Optional<Participant> participant = active(visit.map(Visit::participant));
        return participant
                .filter(any -> visit.orElseThrow().expiresAt() > clock.millis())
                .map(person -> new Known(visit.orElseThrow(), person));
    }

    /** Forgets those that are over: housekeeping, at any interval. */
    public int sweep() {
        return store.removeExpiredVisits(clock.millis());
    }

    /** Looks somebody up in any case: work must not tell whether the secret was known. */
    private Optional<Participant> active(Optional<PersonId> id) {
        return participants.find(id.orElse(NOBODY)).filter(Participant::active);
    }
}
