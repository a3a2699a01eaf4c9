package org.evenkeel.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import org.evenkeel.live.Answer;
import org.evenkeel.live.CommandMeter;
import org.evenkeel.room.RejectionCode;
import org.evenkeel.room.RoomCommand;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Commands by kind and result, refusals by their code, and how long an answer takes. All series are there at once. */
final class CommandFigures implements CommandMeter {

    private enum Result {
        DONE,
        REFUSED,
        UNAVAILABLE
    }

    private final Map<Class<?>, Map<Result, Counter>> commands;
    private final Map<RejectionCode, Counter> refusals = new EnumMap<>(RejectionCode.class);
    private final Timer time;

    CommandFigures(MeterRegistry registry) {
        var byKind = new HashMap<Class<?>, Map<Result, Counter>>();
        for (var kind : RoomCommand.class.getPermittedSubclasses()) {
            byKind.put(kind, ofKind(registry, Meters.word(kind)));
        }
        commands = Map.copyOf(byKind);
        Arrays.stream(RejectionCode.values())
                .forEach(
                        code ->
                                refusals.put(
                                        code,
                                        Counter.builder("evenkeel.command.refusals")
                                                .description("Commands that a rule of the room refused")
                                                .tag("code", Meters.word(code))
                                                .register(registry)));
        time =
                Meters.timer("evenkeel.command", "From a command's submission to its answer, the log's part included")
                        .register(registry);
    }

    private static Map<Result, Counter> ofKind(MeterRegistry registry, String kind) {
        var counters = new EnumMap<Result, Counter>(Result.class);
        for (var result : Result.values()) {
            counters.put(
                    result,
                    Counter.builder("evenkeel.commands")
                            .description("Commands of people and of the server itself that were answered")
                            .tags("kind", kind, "result", Meters.word(result))
                            .register(registry));
        }
        return counters;
    }

    @Override
    public void answered(Class<? extends RoomCommand> kind, Answer answer, long nanos) {
        commands.get(kind).get(result(answer)).increment();
        if (answer instanceof Answer.Refused(var code)) {
            refusals.get(code).increment();
        }
        time.record(nanos, TimeUnit.NANOSECONDS);
    }

    private static Result result(Answer answer) {
        return switch (answer) {
            case Answer.Done _ -> Result.DONE;
            case Answer.Refused _ -> Result.REFUSED;
            case Answer.Unavailable _ -> Result.UNAVAILABLE;
        };
    }
}
