package org.evenkeel.media;

import org.evenkeel.live.MediaPlane.Held;
import org.evenkeel.live.Position;
import org.evenkeel.room.MemberId;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Since when the order is not carried out for whom, and what was said of it last. Not thread-safe. */
final class Lateness {

    private final long failedAfterNanos;
    private final Map<MemberId, Long> since = new HashMap<>();
    private Optional<Held> said = Optional.empty();
    private Position at = Position.ORIGIN;

    Lateness(long failedAfterMillis) {
        failedAfterNanos = TimeUnit.MILLISECONDS.toNanos(failedAfterMillis);
    }

    /** What is to be said now, if it is another thing than before. */
    Optional<Held> news(Position position, Set<MemberId> late, long nanos) {
        at = position;
        since.keySet().retainAll(late);
        late.forEach(member -> since.putIfAbsent(member, nanos));
        return overdue(nanos);
    }

    /** The same, when only time went by. */
    Optional<Held> overdue(long nanos) {
        var failed =
                since.entrySet().stream()
                        .filter(entry -> nanos - entry.getValue() >= failedAfterNanos)
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toUnmodifiableSet());
        var held = new Held(at, since.keySet(), failed);
        if (said.filter(held::equals).isPresent()) {
            return Optional.empty();
        }
        said = Optional.of(held);
        return said;
    }
}
