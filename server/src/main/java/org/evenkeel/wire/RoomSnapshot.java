package org.evenkeel.wire;

import java.util.List;

/** Everything that one viewer may know of a room. Lists are empty where he may not know. */
@Meaning("Everything that this reader may know of the room; lists are empty where he may not know.")
public record RoomSnapshot(
        SessionView session,
        SelfView self,
        List<MemberView> members,
        @Meaning("Staff only, in order of arrival.") List<WaitingView> waiting,
        @Meaning("Staff only.") List<OutsideView> outside,
        @Meaning("Oldest first.") List<MessageView> messages,
        @Meaning("Staff only.") List<AlertView> alerts) {
    public RoomSnapshot {
        members = List.copyOf(members);
        waiting = List.copyOf(waiting);
        outside = List.copyOf(outside);
        messages = List.copyOf(messages);
        alerts = List.copyOf(alerts);
    }
}
