package org.evenkeel.media;

import org.evenkeel.live.MediaDirectory.Anchor;
import org.evenkeel.live.MediaPage;
import org.evenkeel.media.JanusReceiver.Source;
import org.evenkeel.room.ClientId;
import org.evenkeel.room.MediaOrder;
import org.evenkeel.room.MemberId;
import org.evenkeel.room.SessionId;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;

/**
 * What an earlier controller left in the SFU, or what happened while the connection was away: read from the admin API,
 * because events of that time are lost. Methods block.
 */
final class JanusRecovery {

    private static final MemberId NOBODY = new MemberId("nobody");

    private JanusRecovery() {}

    /**
     * A handle and what its plugin says of it.
     *
     * @param owner whose page it is; empty for the manager, and for what nobody of ours named
     * @param last the last part of its name: a feed, or a number
     * @param fingerprint of the browser's side of it
     */
    private record Handle(
            long id, String kind, Optional<MediaPage> owner, String last, JsonNode info, Optional<String> fingerprint) {

        static Handle of(long id, JsonNode handle) {
            var parts = handle.path("opaque_id").stringValue("").split("\\|", -1);
            return new Handle(
                    id,
                    parts[0],
                    owner(parts),
                    parts[parts.length - 1],
                    handle.path("plugin_specific"),
                    SdpOffer.fingerprint(handle.path("sdps").path("remote").stringValue("")));
        }

        private static Optional<MediaPage> owner(String[] parts) {
            try {
                return parts.length == 4
                        ? Optional.of(new MediaPage(new MemberId(parts[1]), new ClientId(parts[2])))
                        : Optional.empty();
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }

        boolean is(String what) {
            return kind.equals(what);
        }

        boolean isOf(MediaPage page) {
            return owner.filter(page::equals).isPresent();
        }

        long number() {
            return last.chars().allMatch(Character::isDigit) && !last.isEmpty() && last.length() < 18
                    ? Long.parseLong(last)
                    : 0;
        }

        boolean isAnswered() {
            return info.path("answered").booleanValue(true);
        }
    }

    /**
     * Looks at a session that was claimed.
     *
     * @return empty when it is of no use: without an admin API, or its room or manager is gone
     */
    static Optional<Found> of(JanusParts parts, SessionId session, Anchor anchor) {
        if (parts.admin().isEmpty()) {
            return Optional.empty();
        }
        var admin = parts.admin().get();
        var handles = new ArrayList<Handle>();
        for (var id : admin.ask(request("list_handles", anchor), false).path("handles")) {
            var request = request("handle_info", anchor).put("handle_id", id.longValue());
            handles.add(Handle.of(id.longValue(), admin.ask(request, false).path("info")));
        }
        return handles.stream()
                .filter(handle -> handle.is(JanusLife.MANAGER))
                .findFirst()
                .map(
                        manager ->
                                new JanusLife(
                                        parts.api(),
                                        parts.sfu(),
                                        session,
                                        anchor.sfuSession(),
                                        manager.id(),
                                        anchor.generation()))
                .filter(JanusLife::isThere)
                .map(life -> new Found(life, List.copyOf(handles)));
    }

    private static ObjectNode request(String what, Anchor anchor) {
        return JanusJson.request(what).put("session_id", anchor.sfuSession());
    }

    /** What was found. */
    record Found(JanusLife life, List<Handle> handles) {

        /** Seats for those of the order who have a sender already. */
        List<JanusSeat> seats(JanusRoom room, MediaOrder order) {
            var seats = new ArrayList<JanusSeat>();
            for (var handle : handles) {
                if (handle.is(JanusLife.SENDER) && handle.info().path("private_id").isNumber()) {
                    handle.owner().flatMap(page -> seat(room, order, handle, page)).ifPresent(seats::add);
                }
            }
            var sources = seats.stream().flatMap(seat -> seat.sources().stream()).toList();
            seats.forEach(seat -> adoptReceiver(room, seat, sources));
            return seats;
        }

        private Optional<JanusSeat> seat(JanusRoom room, MediaOrder order, Handle handle, MediaPage page) {
            return order.seat(page.member())
                    .filter(wanted -> wanted.page().equals(page.client()))
                    .map(
                            wanted -> {
                                var seat = new JanusSeat(room, life, page, wanted);
                                seat.adopt(
                                        JanusSender.adopted(
                                                life,
                                                page,
                                                handle.last(),
                                                handle.id(),
                                                handle.info(),
                                                handle.fingerprint()));
                                return seat;
                            });
        }

        /** One that waits for an answer whose offer is lost is stuck: it stays among the leftovers. */
        private void adoptReceiver(JanusRoom room, JanusSeat seat, List<Source> sources) {
            handles.stream()
                    .filter(handle -> handle.is(JanusLife.RECEIVER) && handle.isOf(seat.page()))
                    .filter(Handle::isAnswered)
                    .max(Comparator.comparingLong(Handle::number))
                    .ifPresent(
                            handle ->
                                    seat.adopt(
                                            JanusReceiver.adopted(
                                                    life,
                                                    seat.page(),
                                                    handle.number(),
                                                    handle.id(),
                                                    handle.info(),
                                                    sources,
                                                    told -> room.tell(seat.page(), told))));
        }

        /** For seats that are known: what is to be done about handles that went meanwhile, or that are stuck. */
        List<Runnable> missing(List<JanusSeat> seats) {
            var there = handles.stream().map(Handle::id).collect(Collectors.toUnmodifiableSet());
            var stuck =
                    handles.stream()
                            .filter(handle -> !handle.isAnswered())
                            .map(Handle::id)
                            .collect(Collectors.toUnmodifiableSet());
            return seats.stream()
                    .<Runnable>map(seat -> () -> seat.reconcile(there::contains, stuck::contains))
                    .toList();
        }

        /** Ends what belongs to nobody. */
        void leftovers(LongPredicate owned, Ending ending) {
            for (var handle : handles) {
                if (!handle.is(JanusLife.MANAGER) && !owned.test(handle.id())) {
                    var member = handle.owner().map(MediaPage::member).orElse(NOBODY);
                    ending.end(life, handle.id(), member);
                }
            }
        }
    }

    /** Ends a handle for good. */
    interface Ending {
        void end(JanusLife life, long handle, MemberId member);
    }
}
