package org.evenkeel.media;

import org.evenkeel.room.MemberId;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who is talking, calmly: a beginning is told at once, an end only when it lasts, since people pause between words. */
final class Talkers {

    private static final long PAUSE_MILLIS = 1_000;

    private final Telling telling;
    private final JanusParts.Timer timer;

    /** Who is shown as talking, by the number of the last thing heard of him. */
    private final Map<MemberId, Long> shown = new HashMap<>();

    private long heard;

    /** Told of each change. */
    interface Telling {
        void changed(MemberId member, boolean on);
    }

    Talkers(Telling telling, JanusParts.Timer timer) {
        this.telling = telling;
        this.timer = timer;
    }

    void heard(MemberId member, boolean on) {
        long now;
        boolean begins;
        synchronized (this) {
            now = ++heard;
            begins = on && !shown.containsKey(member);
            if (on || shown.containsKey(member)) {
                shown.put(member, now);
            }
        }
        if (begins) {
            telling.changed(member, true);
        } else if (!on) {
            timer.after(PAUSE_MILLIS, () -> endIfNothingFollowed(member, now));
        }
    }

    private void endIfNothingFollowed(MemberId member, long last) {
        boolean ends;
        synchronized (this) {
            ends = shown.getOrDefault(member, -1L) == last && shown.remove(member) != null;
        }
        if (ends) {
            telling.changed(member, false);
        }
    }

    /** Nobody else can be talking: who was muted stops at once. */
    void only(Set<MemberId> audible) {
        List<MemberId> silenced;
        synchronized (this) {
            silenced = shown.keySet().stream().filter(member -> !audible.contains(member)).toList();
            silenced.forEach(shown::remove);
        }
        silenced.forEach(member -> telling.changed(member, false));
    }
}
