package org.evenkeel.edge;

import org.evenkeel.room.ConnectionId;
import org.evenkeel.room.MemberId;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who sits where in one room on this node: by connection and by member, so that an entry about one member of many costs
 * as much as it says. A member may have two for a moment, while a newer socket takes over. Runs on the room's thread.
 */
final class Seats {

    private final Map<ConnectionId, ClientSession> byConnection = new HashMap<>();
    private final Map<MemberId, List<ClientSession>> byMember = new HashMap<>();

    void add(ClientSession client) {
        remove(client);
        byConnection.put(client.seat().connection(), client);
        byMember.computeIfAbsent(client.seat().member(), _ -> new ArrayList<>(1)).add(client);
    }

    void remove(ClientSession client) {
        var seat = client.seat();
        Optional.ofNullable(byConnection.remove(seat.connection()))
                .ifPresent(
                        there ->
                                byMember.computeIfPresent(
                                        seat.member(),
                                        (_, clients) -> {
                                            clients.remove(there);
                                            return clients.isEmpty() ? null : clients;
                                        }));
    }

    Optional<ClientSession> at(ConnectionId connection) {
        return Optional.ofNullable(byConnection.get(connection));
    }

    List<ClientSession> of(MemberId member) {
        return byMember.getOrDefault(member, List.of());
    }

    boolean isEmpty() {
        return byConnection.isEmpty();
    }

    /** All of them, now. */
    List<ClientSession> all() {
        return List.copyOf(byConnection.values());
    }
}
