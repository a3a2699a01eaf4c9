package org.evenkeel.identity;

import org.evenkeel.program.Access;
import org.evenkeel.program.Caller;
import org.evenkeel.program.Participant;
import org.evenkeel.program.ParticipantStore;
import org.evenkeel.program.ProgramProblem;
import org.evenkeel.program.ProgramProblem.Code;
import org.evenkeel.program.RandomBytes;
import org.evenkeel.room.PersonId;

import java.time.InstantSource;
import java.util.Optional;

/** Participants' personal links: one each; a new one ends the old one and the visits made with it. */
public final class PersonalLinks {

    private final PersonalLinkStore store;
    private final ParticipantStore participants;
    private final AccessRevoker revoker;
    private final IdentityLimits limits;
    private final InstantSource clock;
    private final RandomBytes random;

    PersonalLinks(
            PersonalLinkStore store,
            ParticipantStore participants,
            AccessRevoker revoker,
            IdentityLimits limits,
            InstantSource clock,
            RandomBytes random) {
        this.store = store;
        this.participants = participants;
        this.revoker = revoker;
        this.limits = limits;
        this.clock = clock;
        this.random = random;
    }

    /**
     * A link and its secret, which is shown this once.
     *
     * @param link the link
     * @param secret goes into the address behind the {@code #}
     */
    public record Issued(PersonalLink link, Secret secret) {}

    /**
     * Issues a link; one that was there before is dead at once, with its visits and sockets.
     *
     * @throws ProgramProblem {@code not_allowed}, {@code inactive} for somebody unknown or deactivated
     */
    public Issued issue(Caller caller, PersonId participant) {
        caller.must(Access.Action.CHANGE, Access.PARTICIPANT_LINKS);
        participants
                .find(participant)
                .filter(Participant::active)
                .orElseThrow(() -> new ProgramProblem(Code.INACTIVE, "participant"));
        long now = clock.millis();
        Secret secret = Secret.fresh(random);
        PersonalLink link = new PersonalLink(random.nextId(), participant, now, now + limits.personalLink().toMillis());
        boolean another = store.of(participant).isPresent();
        store.replace(secret.hash(), link);
        if (another) {
            revoker.closeAll(participant);
        }
        return new Issued(link, secret);
    }

    /**
     * Ends the link, its visits and sockets; nothing happens when there is none.
     *
     * @throws ProgramProblem {@code not_allowed}
     */
    public void revoke(Caller caller, PersonId participant) {
        caller.must(Access.Action.CHANGE, Access.PARTICIPANT_LINKS);
        if (store.remove(participant)) {
            revoker.closeAll(participant);
        }
    }

    /**
     * The person's link, expired or not; empty when none was issued or it was revoked.
     *
     * @throws ProgramProblem {@code not_allowed}
     */
    public Optional<PersonalLink> latest(Caller caller, PersonId participant) {
        caller.must(Access.Action.READ, Access.PARTICIPANT_LINKS);
        return store.of(participant);
    }

    /**
     * The person's link, when there is one that has not expired.
     *
     * @throws ProgramProblem {@code not_allowed}
     */
    public Optional<PersonalLink> status(Caller caller, PersonId participant) {
        caller.must(Access.Action.READ, Access.PARTICIPANT_LINKS);
        return store.of(participant).filter(link -> link.expiresAt() > clock.millis());
    }
}
