package org.evenkeel.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import org.evenkeel.edge.EdgeMeter;
import org.evenkeel.edge.SocketEnd;
import org.evenkeel.live.Answer;
import org.evenkeel.wire.CloseCode;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What the edge does. All series are there at once. */
final class EdgeFigures implements EdgeMeter {

    private enum Resume {
        BACK,
        REFUSED,
        UNAVAILABLE
    }

    private final Timer fanout;
    private final Timer late;
    private final Map<Resume, Counter> resumes = new EnumMap<>(Resume.class);
    private final Map<SocketEnd.Cause, Counter> causes = new EnumMap<>(SocketEnd.Cause.class);
    private final Map<CloseCode, Counter> codes = new EnumMap<>(CloseCode.class);
    private final Map<Limit, Counter> limits = new EnumMap<>(Limit.class);

    EdgeFigures(MeterRegistry registry) {
        fanout =
                Meters.timer(
                                "evenkeel.fanout",
                                "From a room's decision to the flush of its last frame on one event loop")
                        .register(registry);
        late =
                Meters.timer("evenkeel.loop.delay", "How much later than planned an event loop came to its sockets")
                        .register(registry);
        for (var resume : Resume.values()) {
            resumes.put(
                    resume,
                    Counter.builder("evenkeel.resumes")
                            .description("Pages that were cut off and came back, or could not")
                            .tag("result", Meters.word(resume))
                            .register(registry));
        }
        for (var cause : SocketEnd.Cause.values()) {
            causes.put(
                    cause,
                    Counter.builder("evenkeel.socket.ends")
                            .description("Sockets that ended, by who or what ended them")
                            .tag("cause", Meters.word(cause))
                            .register(registry));
        }
        for (var code : CloseCode.values()) {
            codes.put(
                    code,
                    Counter.builder("evenkeel.socket.closes")
                            .description("Sockets that the server closed, by its code")
                            .tag("code", Meters.word(code))
                            .register(registry));
        }
        for (var limit : Limit.values()) {
            limits.put(
                    limit,
                    Counter.builder("evenkeel.limit.refusals")
                            .description("What was refused because it was too much")
                            .tag("limit", Meters.word(limit))
                            .register(registry));
        }
    }

    @Override
    public void fannedOut(long nanos) {
        fanout.record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void loopLate(long nanos) {
        late.record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void resumed(Answer answer) {
        resumes.get(
                        switch (answer) {
                            case Answer.Done _ -> Resume.BACK;
                            case Answer.Refused _ -> Resume.REFUSED;
                            case Answer.Unavailable _ -> Resume.UNAVAILABLE;
                        })
                .increment();
    }

    @Override
    public void closed(SocketEnd end) {
        causes.get(end.cause()).increment();
        end.code().ifPresent(code -> codes.get(code).increment());
    }

    @Override
    public void refused(Limit limit) {
        limits.get(limit).increment();
    }
}
