package org.evenkeel.edge;

import org.evenkeel.edge.EdgeMeter.Limit;
import org.evenkeel.room.PersonId;
import org.evenkeel.wire.ClientCommand;
import org.evenkeel.wire.Limits;

import java.util.function.LongSupplier;

/** How often one person may do what; refusals say so and lose nothing. Any thread. */
final class SocketRates {

    private static final int PERSONS_REMEMBERED = 20_000;

    private final Limits limits;
    private final RateLimiter commands;
    private final RateLimiter chat;
    private final RateLimiter doorbell;
    private final RateLimiter pings;
    private final RateLimiter signals;

    /**
     * @param nanos a monotonic clock
     */
    SocketRates(Limits limits, LongSupplier nanos, EdgeMeter meter) {
        this.limits = limits;
        commands = new RateLimiter(limits.commands(), PERSONS_REMEMBERED, nanos, meter.refusing(Limit.COMMANDS));
        chat = new RateLimiter(limits.chat(), PERSONS_REMEMBERED, nanos, meter.refusing(Limit.MESSAGES));
        doorbell = new RateLimiter(limits.doorbell(), PERSONS_REMEMBERED, nanos, meter.refusing(Limit.SUPPORT));
        pings = new RateLimiter(limits.pings(), PERSONS_REMEMBERED, nanos, meter.refusing(Limit.PINGS));
        signals = new RateLimiter(limits.signals(), PERSONS_REMEMBERED, nanos, meter.refusing(Limit.SIGNALS));
    }

    Limits wire() {
        return limits;
    }

    boolean allows(ClientCommand command, PersonId person) {
        return commands.allow(person.value()) && ofItsKind(command, person);
    }

    private boolean ofItsKind(ClientCommand command, PersonId person) {
        return switch (command) {
            case ClientCommand.SayInRoom _,
                    ClientCommand.WriteToStaff _,
                    ClientCommand.SayToStaff _,
                    ClientCommand.WriteToMember _,
                    ClientCommand.WriteToWaiting _ ->
                    chat.allow(person.value());
            case ClientCommand.AskForSupport _ -> doorbell.allow(person.value());
            default -> true;
        };
    }

    boolean signals(PersonId person) {
        return signals.allow(person.value());
    }

    boolean pings(ClientSocket socket) {
        return pings.allow(Integer.toHexString(System.identityHashCode(socket)));
    }
}
