package org.evenkeel.media;

import org.evenkeel.room.MemberId;

import java.util.HashMap;
import java.util.Map;

/**
 * Whose network is weak, calmly: a hiccup is not told, and who was weak is so until nothing was lost for a while. The
 * SFU reports at most once a second, when packets are missing.
 */
final class WeakWays {

    /** So many reports without a rest between them are no hiccup any more. */
    static final int REPORTS = 3;

    /** Without a report for this long all is well, milliseconds. */
    static final long REST_MILLIS = 8_000;

    private final Talkers.Telling telling;
    private final JanusParts.Timer timer;
    private final Map<MemberId, Trouble> troubles = new HashMap<>();
    private long heard;

    /**
     * @param reports since the last rest
     * @param last number of the last one
     */
    private record Trouble(int reports, long last) {}

    WeakWays(Talkers.Telling telling, JanusParts.Timer timer) {
        this.telling = telling;
        this.timer = timer;
    }

    /** Packets from or to this member were lost. */
    void lost(MemberId member) {
        long now;
        boolean begins;
        synchronized (this) {
            now = ++heard;
            int reports = troubles.getOrDefault(member, new Trouble(0, 0)).reports() + 1;
            troubles.put(member, new Trouble(reports, now));
            begins = reports == REPORTS;
        }
        if (begins) {
            telling.changed(member, true);
        }
        timer.after(REST_MILLIS, () -> endIfNothingFollowed(member, now));
    }

    private void endIfNothingFollowed(MemberId member, long last) {
        boolean ends;
        synchronized (this) {
            var trouble = troubles.get(member);
            if (trouble == null || trouble.last() != last) {
                return;
            }
            troubles.remove(member);
            ends = trouble.reports() >= REPORTS;
        }
        if (ends) {
            telling.changed(member, false);
        }
    }
}
