package org.evenkeel.media;

import org.evenkeel.live.MediaDiary;
import org.evenkeel.live.MediaPage;
import org.evenkeel.live.MediaPlane;
import org.evenkeel.live.MediaPlane.Ordered;
import org.evenkeel.live.MediaSignal;
import org.evenkeel.live.MediaTold;
import org.evenkeel.live.MemoryMediaStore;
import org.evenkeel.live.Position;
import org.evenkeel.room.ClientId;
import org.evenkeel.room.MediaOrder;
import org.evenkeel.room.MediaSeat;
import org.evenkeel.room.MemberId;
import org.evenkeel.room.SessionId;
import org.junit.jupiter.api.AfterEach;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** One room of a plane over a scripted SFU, and what its pages and it are told. */
abstract class SfuStory {

    static final long PATIENCE = 1_000;
    static final SessionId ROOM = new SessionId("room");
    static final String ANSWER = "v=0\r\nm=audio 9\r\n";
    static final MediaPage ANN = page("ann");
    static final MediaPage BEN = page("ben");

    final ScriptedJanus janus = new ScriptedJanus();
    final MemoryMediaStore store = new MemoryMediaStore(System::currentTimeMillis);
    final MediaDiary diary = new MediaDiary();
    JanusMedia media = open();
    MediaPlane.Room room = media.open(ROOM, 1, diary);
    private long seq;

    @AfterEach
    void close() {
        media.close();
        janus.close();
    }

    JanusMedia open() {
        return new JanusMedia(janus.address(), store, Relays.none(), () -> {}, System::currentTimeMillis, PATIENCE);
    }

    static MediaPage page(String name) {
        return new MediaPage(new MemberId(name), new ClientId("tab-of-" + name));
    }

    static MediaSeat seat(MediaPage page) {
        return new MediaSeat(page.member(), page.client(), true, Optional.empty(), true, true, true, false, true);
    }

    static MediaSeat sharing(MediaSeat seat) {
        return new MediaSeat(
                seat.member(),
                seat.page(),
                true,
                seat.aside(),
                true,
                seat.audible(),
                seat.visible(),
                true,
                seat.receives());
    }

    static MediaSeat muted(MediaSeat seat) {
        return new MediaSeat(
                seat.member(),
                seat.page(),
                true,
                seat.aside(),
                true,
                false,
                seat.visible(),
                seat.screen(),
                seat.receives());
    }

    /** What holds now; each page shows everybody, and says so as soon as it hears of the media. */
    Position order(MediaSeat... seats) {
        var all = Arrays.stream(seats).map(MediaSeat::member).collect(Collectors.toUnmodifiableSet());
        diary.onReady(page -> room.signal(page, new MediaSignal.Want(all)));
        var at = orderUnseen(seats);
        for (var seat : seats) {
            room.signal(new MediaPage(seat.member(), seat.page()), new MediaSignal.Want(all));
        }
        return at;
    }

    /** What holds now; no page says whom it shows. */
    Position orderUnseen(MediaSeat... seats) {
        var order = new LinkedHashMap<MemberId, MediaSeat>();
        for (var seat : seats) {
            order.put(seat.member(), seat);
        }
        var at = new Position(1, ++seq);
        room.order(new Ordered(at, new MediaOrder(order)));
        return at;
    }

    void publish(MediaPage page) {
        publish(page, SdpOfferTest.HONEST);
    }

    void publish(MediaPage page, String sdp) {
        diary.await(page, MediaTold.Ready.class);
        room.signal(page, new MediaSignal.Offer(1, Optional.empty(), sdp));
        diary.await(page, MediaTold.Answer.class);
    }

    /** With a description of its own for each offer. */
    void answers(MediaPage page, MediaTold.Offer offer) {
        var sdp = ANSWER + offer.offer().orElseThrow();
        room.signal(page, new MediaSignal.Answer(offer.pc(), Optional.empty(), offer.offer(), sdp));
    }

    /** Requests that carry another offer of a sender that publishes already. */
    List<JsonNode> renegotiations() {
        return bodies("configure").stream().filter(body -> !body.has("bitrate")).toList();
    }

    List<JsonNode> bodies(String request) {
        return janus.requests().stream()
                .map(each -> each.path("body"))
                .filter(body -> body.path("request").stringValue("").equals(request))
                .toList();
    }

    /** What the plugin says by itself on the handle over which a page sends. */
    ObjectNode eventOf(MediaPage page, String what) {
        var event =
                JanusJson.object()
                        .put("janus", "event")
                        .put("session_id", store.find(ROOM).orElseThrow().sfuSession())
                        .put("sender", janus.handle("p|" + page.member()).orElseThrow());
        event.putObject("plugindata").putObject("data").put("videoroom", what);
        return event;
    }

    void hangsUp(MediaPage page) {
        janus.tell(
                JanusJson.object()
                        .put("janus", "hangup")
                        .put("session_id", store.find(ROOM).orElseThrow().sfuSession())
                        .put("sender", janus.handle("p|" + page.member()).orElseThrow()));
    }
}
