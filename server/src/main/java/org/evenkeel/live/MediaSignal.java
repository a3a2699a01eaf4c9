package org.evenkeel.live;

import org.evenkeel.room.MemberId;

import java.util.Optional;
import java.util.Set;

/**
 * What a page says to the media plane. Peer connections are numbered: those that send by the page, those that receive
 * by the server; a higher number takes the lower one's place. {@code peer} is set in a mesh only.
 */
public sealed interface MediaSignal {

    /** The page offers what it sends. */
    record Offer(long pc, Optional<MemberId> peer, String sdp) implements MediaSignal {}

    /**
     * The page takes what it was offered.
     *
     * @param offer which one; empty: the newest
     */
    record Answer(long pc, Optional<MemberId> peer, Optional<Long> offer, String sdp) implements MediaSignal {}

    /**
     * @param candidate empty: there are no more
     */
    record Candidate(MediaSide side, long pc, Optional<MemberId> peer, Optional<IceCandidate> candidate)
            implements MediaSignal {}

    /** The way to the page is broken: it wants a new offer on the connection that receives. */
    record Restart(long pc) implements MediaSignal {}

    /**
     * What the page can show now.
     *
     * @param faces whose cameras; everybody's microphone comes always
     */
    record Want(Set<MemberId> faces) implements MediaSignal {
        public Want {
            faces = Set.copyOf(faces);
        }
    }
}
