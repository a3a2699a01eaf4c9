package org.evenkeel.media;

import org.evenkeel.live.IceServer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;

/** What a relay says to a client that asks for a relayed address. */
enum TurnAllocation {
    GRANTED,
    UNAUTHORIZED;

    private static final Duration LONGEST = Duration.ofSeconds(5);

    static TurnAllocation ask(RelayUrl relay, Optional<IceServer.Login> login) {
        try (var probe = RelayProbe.open(relay, LONGEST)) {
            return switch (probe.allocate(login)) {
                case RelayProbe.Answer.Granted _ -> GRANTED;
                case RelayProbe.Answer.Refused(int code) when code == 401 -> UNAUTHORIZED;
                case RelayProbe.Answer.Refused(int code) -> throw new AssertionError("the relay says " + code);
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
