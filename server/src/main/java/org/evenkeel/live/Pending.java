package org.evenkeel.live;

import org.evenkeel.room.Submission;

import java.util.concurrent.CompletableFuture;

/**
 * A command that waits for its answer.
 *
 * @param giveUpAt when the sender is told "unavailable", milliseconds UTC; the server's own commands never give up
 */
record Pending(Submission submission, CompletableFuture<Answer> answer, long giveUpAt) {

    static final long NEVER = Long.MAX_VALUE;

    boolean expired(long now) {
        return now >= giveUpAt;
    }
}
