package org.evenkeel.live;

import org.evenkeel.room.Decision;
import org.evenkeel.room.MediaOrder;
import org.evenkeel.room.RoomRules;
import org.evenkeel.room.RoomState;
import org.evenkeel.room.Submission;

import java.util.LinkedHashMap;
import java.util.Map;

/** What staff asked for and the log did not say yet, as it takes away from the media. For one monitor. */
final class AheadOfLog {

    private final Map<Submission, MediaOrder> asked = new LinkedHashMap<>();

    /**
     * @param state as this node knows it
     * @return whether the rules allow it there
     */
    boolean add(Submission submission, RoomState state) {
        var now = submission.at(Math.max(submission.at(), state.lastAt()));
        if (RoomRules.decide(state, now) instanceof Decision.Accepted accepted) {
            asked.put(submission, MediaOrder.of(state.foresee(accepted.events(), now.at())));
            return true;
        }
        return false;
    }

    /** The log answered. */
    boolean remove(Submission submission) {
        return asked.remove(submission) != null;
    }

    /** What the state allows and all that was asked for. */
    MediaOrder order(RoomState state) {
        return asked.values().stream().reduce(MediaOrder.of(state), MediaOrder::and);
    }
}
