package org.evenkeel.media;

import org.evenkeel.live.MediaDirectory.Anchor;
import org.evenkeel.live.MediaPage;
import org.evenkeel.media.JanusReceiver.Source;
import org.evenkeel.room.ClientId;
import org.evenkeel.room.MediaOrder;
import org.evenkeel.room.MemberId;
import org.evenkeel.room.SessionId;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;

/**
 * What an earlier controller left in the SFU, or what happened while the connection was away: read from the admin API,
 * because events of that time are lost. Methods block.
 */
final class JanusRecovery {

    private JanusRecovery() {}

    /** A handle and what its plugin says of it. */
    private record Handle(long id, String[] opaque, JsonNode info) {

        boolean is(String kind) {
            return opaque[0].equals(kind);
        }

        MediaPage page() {
            return new MediaPage(new MemberId(opaque[1]), new ClientId(opaque[2]));
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
            var request = request("handle_info", anchor).put("handle_id", id.longValue()).put("plugin_only", true);
            var info = admin.ask(request, false).path("info");
            var opaque = info.path("opaque_id").stringValue("").split("\\|");
            handles.add(new Handle(id.longValue(), opaque, info.path("plugin_specific")));
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
                .map(life -> new Found(life, List.copyOf(handles)));
    }

    private static tools.jackson.databind.node.ObjectNode request(String what, Anchor anchor) {
        return JanusJson.request(what).put("session_id", anchor.sfuSession());
    }

    /** What was found. */
    record Found(JanusLife life, List<Handle> handles) {

        /** Seats for those of the order who have a sender already. */
        List<JanusSeat> seats(JanusRoom room, MediaOrder order) {
            var seats = new ArrayList<JanusSeat>();
            for (var handle : handles) {
                if (handle.is(JanusLife.SENDER) && handle.info().path("private_id").isNumber()) {
                    var page = handle.page();
                    order.seat(page.member())
                            .filter(wanted -> wanted.page().equals(page.client()))
                            .ifPresent(
                                    wanted -> {
                                        var seat = new JanusSeat(room, life, page, wanted);
                                        seat.adopt(
                                                JanusSender.adopted(
                                                        life, page, handle.opaque()[3], handle.id(), handle.info()));
                                        seats.add(seat);
                                    });
                }
            }
            var sources = seats.stream().flatMap(seat -> seat.sources().stream()).toList();
            seats.forEach(seat -> adoptReceiver(room, seat, sources));
            return seats;
        }

        /** One that waits for an answer whose offer is lost is stuck: it stays among the leftovers. */
        private void adoptReceiver(JanusRoom room, JanusSeat seat, List<Source> sources) {
            handles.stream()
                    .filter(handle -> handle.is(JanusLife.RECEIVER) && handle.page().equals(seat.page()))
                    .filter(handle -> handle.info().path("answered").booleanValue(true))
                    .max(java.util.Comparator.comparingLong(handle -> Long.parseLong(handle.opaque()[3])))
                    .ifPresent(
                            handle ->
                                    seat.adopt(
                                            JanusReceiver.adopted(
                                                    life,
                                                    seat.page(),
                                                    Long.parseLong(handle.opaque()[3]),
                                                    handle.id(),
                                                    handle.info(),
                                                    sources,
                                                    told -> room.tell(seat.page(), told))));
        }

        /** For seats that are known: what is to be done about handles that went meanwhile, or that are stuck. */
        List<Runnable> missing(List<JanusSeat> seats) {
            return seats.stream()
                    .map(
                            seat ->
                                    (Runnable)
                                            () ->
                                                    seat.reconcile(
                                                            id -> handles.stream().anyMatch(it -> it.id() == id),
                                                            id ->
                                                                    handles.stream()
                                                                            .filter(it -> it.id() == id)
                                                                            .anyMatch(
                                                                                    it ->
                                                                                            !it.info()
                                                                                                    .path("answered")
                                                                                                    .booleanValue(
                                                                                                            true))))
                    .toList();
        }

        /** Detaches what belongs to nobody. */
        void leftovers(LongPredicate owned) {
            for (var handle : handles) {
                if (!handle.is(JanusLife.MANAGER) && !owned.test(handle.id())) {
                    try {
                        life.detach(handle.id());
                    } catch (JanusProblem e) {
                        // It went by itself.
                    }
                }
            }
        }
    }
}
