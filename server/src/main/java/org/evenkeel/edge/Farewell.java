package org.evenkeel.edge;

import org.evenkeel.room.Member;
import org.evenkeel.room.Phase;
import org.evenkeel.room.RoomState;
import org.evenkeel.wire.CloseCode;

import java.util.Optional;

/** Why a socket without a seat is closed, as far as its reader may know. */
final class Farewell {

    private Farewell() {}

    static CloseCode code(RoomState after, Optional<Member> member) {
        if (member.isEmpty()) {
            return CloseCode.LOST_POSITION;
        }
        return switch (member.get().standing()) {
            case REMOVED, BARRED -> CloseCode.REMOVED;
            case DECLINED -> CloseCode.DECLINED;
            case WAITING, ADMITTED -> {
                if (after.phase() == Phase.ENDED) {
                    yield CloseCode.ENDED;
                }
                yield member.get().attachment().isPresent() ? CloseCode.CONNECTED_ELSEWHERE : CloseCode.LEFT;
            }
        };
    }
}
