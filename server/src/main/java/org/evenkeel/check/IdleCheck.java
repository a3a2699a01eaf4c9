package org.evenkeel.check;

import org.evenkeel.wire.CloseCode;
import org.evenkeel.wire.Limits;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * How long a silent socket stays open. The server ends one that never says hello after as long as it leaves any socket
 * in silence, so whoever cuts it before would cut people off too.
 */
record IdleCheck(URI base) implements Check {

    private static final Duration SILENCE = Duration.ofMillis(Limits.defaults().firstFrameMillis());
    private static final int BROKE = 1006;

    @Override
    public Subject subject() {
        return Subject.SOCKET_IDLE;
    }

    @Override
    public Duration longest() {
        return Duration.ofSeconds(40);
    }

    @Override
    public List<Finding> look() throws InterruptedException {
        var opened = RoomSocket.open(base);
        if (opened.isEmpty()) {
            return List.of(); // another look says so
        }
        long begin = System.nanoTime();
        try (var socket = opened.get()) {
            var code = socket.closeCode(SILENCE.plusSeconds(10));
            double seconds = (System.nanoTime() - begin) / 1e9;
            boolean cut = code.isPresent() && code.getAsInt() == BROKE && seconds < SILENCE.toSeconds() - 0.5;
            if (cut) {
                return Subject.only(subject().warning("A silent socket is cut after %.0f s.", seconds));
            }
            return Subject.only(
                    code.isPresent() && code.getAsInt() == CloseCode.TIMEOUT.number()
                            ? subject()
                                    .fine("A silent socket stays open for %.0f s, until the server ends it.", seconds)
                            : subject().fine("A silent socket is not cut for %.0f s.", seconds));
        }
    }
}
