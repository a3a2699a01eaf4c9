package org.evenkeel.edge;

import org.evenkeel.live.RoomListener;
import org.evenkeel.live.Rooms;
import org.evenkeel.room.KeptApart;
import org.evenkeel.room.NodeId;
import org.evenkeel.room.PersonId;
import org.evenkeel.room.RoomCommand;
import org.evenkeel.room.SessionId;
import org.evenkeel.wire.CloseCode;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** All rooms' hubs of this node, and which sockets belong to whom. Any thread. */
final class Hubs implements Rooms.Listeners {

    private final NodeId node;
    private final HubTools tools;
    private volatile Optional<Rooms> rooms = Optional.empty();
    private final Map<SessionId, RoomHub> hubs = new ConcurrentHashMap<>();
    private final Map<PersonId, Set<ClientSession>> persons = new ConcurrentHashMap<>();

    Hubs(NodeId node, Translator translator, HubTools.FrameMaker frames, LongSupplier clock) {
        this.node = node;
        this.tools = new HubTools(translator, frames, this::submit, clock);
    }

    /** The rooms whose listeners these are; once, before the port is open. */
    void connect(Rooms those) {
        rooms = Optional.of(those);
    }

    /** Who must not meet whom. A room that shows anything to anybody has asked before, so this waits for nothing. */
    KeptApart keptApart() {
        return tools.translator().keptApart();
    }

    private void submit(SessionId session, RoomCommand command) {
        rooms.ifPresent(those -> those.submitSurely(session, command));
    }

    @Override
    public RoomListener listen(SessionId session, Rooms.History history) {
        var hub = new RoomHub(session, node, history, tools);
        hubs.put(session, hub);
        return hub;
    }

    @Override
    public void cooled(SessionId session, RoomListener listener) {
        hubs.computeIfPresent(session, (_, hub) -> hub == listener ? null : hub);
    }

    /** The hub of a room, while it is warm. */
    Optional<RoomHub> hub(SessionId session) {
        return Optional.ofNullable(hubs.get(session));
    }

    void belongs(PersonId person, ClientSession client) {
        persons.computeIfAbsent(person, _ -> ConcurrentHashMap.newKeySet()).add(client);
    }

    void gone(PersonId person, ClientSession client) {
        persons.computeIfPresent(
                person,
                (_, clients) -> {
                    clients.remove(client);
                    return clients.isEmpty() ? null : clients;
                });
    }

    /** Ends every socket of a person who was signed out, whose link was revoked or who was deactivated. */
    void signOut(PersonId person) {
        persons.getOrDefault(person, Set.of()).forEach(client -> client.dismissed(CloseCode.SIGNED_OUT));
    }

    /** Who has a socket on this node. */
    Set<PersonId> persons() {
        return Set.copyOf(persons.keySet());
    }

    int sockets() {
        return persons.values().stream().mapToInt(Set::size).sum();
    }
}
