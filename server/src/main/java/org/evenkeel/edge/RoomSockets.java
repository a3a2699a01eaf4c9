package org.evenkeel.edge;

import io.netty.buffer.ByteBufAllocator;

import org.evenkeel.live.Directory;
import org.evenkeel.live.MediaPage;
import org.evenkeel.live.MediaPages;
import org.evenkeel.live.MediaPlane;
import org.evenkeel.live.MediaSign;
import org.evenkeel.live.MediaTold;
import org.evenkeel.live.RoomListener;
import org.evenkeel.live.Rooms;
import org.evenkeel.room.MemberId;
import org.evenkeel.room.NodeId;
import org.evenkeel.room.PersonId;
import org.evenkeel.room.SessionId;
import org.evenkeel.wire.Limits;
import org.evenkeel.wire.WireCodec;

import java.util.Collection;
import java.util.Set;
import java.util.function.LongSupplier;

/** The sockets of all rooms on this node: what {@link Rooms} tells its events to. Any thread. */
public final class RoomSockets implements Rooms.Listeners, MediaPages {

    private final Frames frames;
    private final Hubs hubs;

    /**
     * @param clock milliseconds UTC
     */
    public RoomSockets(NodeId node, Directory directory, Limits limits, LongSupplier clock) {
        frames = new Frames(new WireCodec(limits), ByteBufAllocator.DEFAULT);
        hubs = new Hubs(node, new Translator(directory), frames::text, clock);
    }

    Hubs hubs() {
        return hubs;
    }

    @Override
    public RoomListener listen(SessionId session, Rooms.History history) {
        return hubs.listen(session, history);
    }

    @Override
    public void cooled(SessionId session, RoomListener listener) {
        hubs.cooled(session, listener);
    }

    @Override
    public void tell(SessionId session, MediaPage page, MediaTold message) {
        hubs.hub(session)
                .flatMap(hub -> hub.media().of(page))
                .ifPresent(socket -> socket.send(MediaWords.told(message)));
    }

    @Override
    public void held(SessionId session, MediaPlane.Held held) {
        hubs.hub(session).ifPresent(hub -> hub.tellStaff(MediaWords.held(held)));
    }

    @Override
    public void sign(SessionId session, MemberId member, MediaSign sign, boolean on, Collection<MediaPage> to) {
        hubs.hub(session)
                .ifPresent(
                        hub -> {
                            var frame = frames.text(MediaWords.sign(member, sign, on));
                            to.stream()
                                    .flatMap(page -> hub.media().of(page).stream())
                                    .forEach(socket -> socket.sendVolatile(frame.retainedDuplicate()));
                            frame.release();
                        });
    }

    /** Ends every socket of a person who was signed out, whose link was revoked or who was deactivated. */
    public void signOut(PersonId person) {
        hubs.signOut(person);
    }

    /** Who has a seat on this node: being live in a session is activity. */
    public Set<PersonId> persons() {
        return hubs.persons();
    }

    /** Sockets with a seat on this node. */
    public int count() {
        return hubs.sockets();
    }
}
