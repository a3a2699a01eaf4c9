package org.evenkeel.media;

import org.evenkeel.room.MemberId;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/**
 * Handles that have to go: each is ended until the SFU has answered, one way or the other, because what flows over a
 * forgotten handle flows on. Any thread.
 */
final class Detaching {

    private static final long RETRY_MILLIS = 250;

    private final BiConsumer<Long, Runnable> later;
    private final Runnable changed;
    private final Map<Long, MemberId> going = new HashMap<>();

    /**
     * @param later runs something after so many milliseconds
     * @param changed called when one is gone
     */
    Detaching(BiConsumer<Long, Runnable> later, Runnable changed) {
        this.later = later;
        this.changed = changed;
    }

    /** Ends a handle of this member, now and until it is gone. */
    void begin(JanusLife life, long handle, MemberId member) {
        synchronized (going) {
            if (going.putIfAbsent(handle, member) != null) {
                return;
            }
        }
        Thread.ofVirtual().name("media-detach").start(() -> attempt(life, handle));
    }

    private void attempt(JanusLife life, long handle) {
        try {
            life.detach(handle);
        } catch (JanusProblem e) {
            if (e.code() == JanusProblem.NO_ANSWER && isGoing(handle)) {
                later.accept(RETRY_MILLIS, () -> attempt(life, handle));
                return;
            }
        }
        synchronized (going) {
            going.remove(handle);
        }
        changed.run();
    }

    private boolean isGoing(long handle) {
        synchronized (going) {
            return going.containsKey(handle);
        }
    }

    /** Whose handles are not gone yet. */
    Set<MemberId> members() {
        synchronized (going) {
            return going.values().stream().collect(Collectors.toUnmodifiableSet());
        }
    }

    /** Their life is over: they went with it. */
    void forget() {
        synchronized (going) {
            going.clear();
        }
    }
}
