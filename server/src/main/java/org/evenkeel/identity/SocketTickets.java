package org.evenkeel.identity;

import org.evenkeel.program.Participant;
import org.evenkeel.program.ProgramStores;
import org.evenkeel.program.RandomBytes;
import org.evenkeel.program.StaffMember;
import org.evenkeel.room.SessionId;

import java.time.InstantSource;
import java.util.Optional;

/**
 * Tickets that open one socket: asked for over HTTP, shown on the socket's first frame, on any node, once, within a
 * minute. Whether a person may enter the session is decided by whoever issues the ticket.
 */
public final class SocketTickets {

    private final SocketTicketStore store;
    private final ProgramStores program;
    private final IdentityLimits limits;
    private final InstantSource clock;
    private final RandomBytes random;

    SocketTickets(
            SocketTicketStore store,
            ProgramStores program,
            IdentityLimits limits,
            InstantSource clock,
            RandomBytes random) {
        this.store = store;
        this.program = program;
        this.limits = limits;
        this.clock = clock;
        this.random = random;
    }

    /** A ticket for a member of staff. */
    public Secret issue(StaffIdentity identity, SessionId session) {
        return issue(
                new SocketTicket(
                        session, identity.member().id(), SocketTicket.Audience.STAFF, identity.session().id()));
    }

    /** A ticket for a participant. */
    public Secret issue(Visits.Known known, SessionId session) {
        return issue(
                new SocketTicket(
                        session, known.participant().id(), SocketTicket.Audience.PARTICIPANT, known.visit().id()));
    }

    /** What the ticket stands for, once; empty when used, expired, unknown or ended, or the person was deactivated. */
    public Optional<SocketTicket> consume(String secret) {
        return store.consume(Secret.hash(secret), clock.millis()).filter(this::isActive);
    }

    /** Forgets those that expired: housekeeping, at any interval. */
    public int sweep() {
        return store.removeExpired(clock.millis());
    }

    private boolean isActive(SocketTicket ticket) {
        return switch (ticket.audience()) {
            case STAFF -> program.staff().find(ticket.person()).map(StaffMember::active).orElse(false);
            case PARTICIPANT -> program.participants().find(ticket.person()).map(Participant::active).orElse(false);
        };
    }

    private Secret issue(SocketTicket ticket) {
        Secret secret = Secret.fresh(random);
        store.add(secret.hash(), ticket, clock.millis() + limits.ticket().toMillis());
        return secret;
    }
}
