package org.evenkeel.room;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the media plane must hold to: who has a place in it, who is heard and seen, by whom. A pure function of the
 * room's state, so that the log stays the only truth about it. Who is not in here gets nothing and sends nothing:
 * waiting people, the removed, everybody after the end.
 *
 * @param seats by member, in the order of the room's state
 */
public record MediaOrder(Map<MemberId, MediaSeat> seats) {

    /** Nobody. */
    public static final MediaOrder NOBODY = new MediaOrder(Map.of());

    public MediaOrder {
        seats = Collections.unmodifiableMap(new LinkedHashMap<>(seats));
    }

    /** What follows from a state. */
    public static MediaOrder of(RoomState state) {
        if (state.phase() == Phase.ENDED) {
            return NOBODY;
        }
        var seats = new LinkedHashMap<MemberId, MediaSeat>();
        for (var member : state.members().values()) {
            if (member.inRoom()) {
                member.attachment().ifPresent(page -> seats.put(member.id(), seat(state, member, page)));
            }
        }
        return new MediaOrder(seats);
    }

    private static MediaSeat seat(RoomState state, Member member, Attachment page) {
        boolean sends = member.role() != Role.OBSERVER;
        boolean open = sends && !member.shielded();
        return new MediaSeat(
                member.id(),
                page.client(),
                member.presence() == Presence.CONNECTED,
                member.aside().map(Aside::staff),
                sends,
                open && member.microphone() && !state.speakingLocked(member),
                open && member.camera(),
                open && member.sharesScreen(),
                !member.shielded());
    }

    public Optional<MediaSeat> seat(MemberId member) {
        return Optional.ofNullable(seats.get(member));
    }

    /**
     * What both allow: the order of the log, with what staff asked for while the log does not answer. Only takes away.
     */
    public MediaOrder and(MediaOrder other) {
        var both = new LinkedHashMap<MemberId, MediaSeat>();
        seats.forEach((id, seat) -> other.seat(id).ifPresent(theirs -> both.put(id, seat.and(theirs))));
        return new MediaOrder(both);
    }
}
