package org.evenkeel.media;

import org.evenkeel.live.Await;
import org.evenkeel.live.MediaDiary;
import org.evenkeel.live.MediaPage;
import org.evenkeel.live.MediaPlane.Ordered;
import org.evenkeel.live.MediaSignal;
import org.evenkeel.live.MediaTold;
import org.evenkeel.live.MemoryMediaStore;
import org.evenkeel.live.Position;
import org.evenkeel.room.ClientId;
import org.evenkeel.room.MediaOrder;
import org.evenkeel.room.MemberId;
import org.evenkeel.room.SessionId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A controller that another one took over from, without its knowing, on a real SFU that obeys both. */
@Tag("slow")
class JanusFormerControllerTest {

    private static final SessionId ROOM = new SessionId("room");
    private static final MediaPage ANN = new MediaPage(new MemberId("ann"), new ClientId("tab-of-ann"));

    private final TestJanus janus = TestJanus.start();
    private final SfuAddress sfu = janus.address();
    private final MemoryMediaStore store = new MemoryMediaStore(System::currentTimeMillis);
    private final MediaDiary diary = new MediaDiary();
    private final JanusMedia media =
            new JanusMedia(sfu, store, Relays.none(), () -> {}, System::currentTimeMillis, SfuStory.PATIENCE);
    private final List<String> moderated = new CopyOnWriteArrayList<>();
    private final JanusLink formers =
            new JanusLink(
                    new JanusLink.Way(sfu.api(), "janus-protocol", "apisecret", sfu.apiSecret()),
                    new Moderations(),
                    SfuStory.PATIENCE);

    /** Hears what the SFU tells everybody in the room. */
    private final class Moderations implements JanusLink.Listener {
        @Override
        public void connected() {}

        @Override
        public void broken() {}

        @Override
        public void event(JsonNode message) {
            var data = JanusJson.data(message);
            if (data.path("moderation").isString()) {
                moderated.add(data.path("moderation").stringValue());
            }
        }
    }

    @AfterEach
    void close() {
        media.close();
        formers.close();
        janus.close();
    }

    @Test
    void whatItUnmutesIsMutedAgain() {
        var room = media.open(ROOM, 1, diary);
        var seat = SfuStory.muted(SfuStory.seat(ANN));
        room.order(new Ordered(new Position(1, 1), new MediaOrder(Map.of(ANN.member(), seat))));
        diary.await(ANN, MediaTold.Ready.class);
        room.signal(ANN, new MediaSignal.Offer(1, Optional.empty(), BrowserOffer.microphone(1)));
        diary.await(ANN, MediaTold.Answer.class);
        var feed = feed();
        var former = former();
        JanusSender.join(former, SfuStory.BEN, "ben.1");

        former.moderate(feed, "0", false);

        Await.until("unmuted, and muted again", () -> moderated.equals(List.of("unmuted", "muted")));
    }

    @Test
    void aRoomThatItEndsIsMadeAnew() {
        var room = media.open(ROOM, 1, diary);
        room.order(new Ordered(new Position(1, 1), new MediaOrder(Map.of(ANN.member(), SfuStory.seat(ANN)))));
        var life = diary.await(ANN, MediaTold.Ready.class).life();
        room.signal(ANN, new MediaSignal.Offer(1, Optional.empty(), BrowserOffer.microphone(1)));
        diary.await(ANN, MediaTold.Answer.class);

        former().end();

        Await.until(
                "told of another life",
                () -> diary.of(ANN, MediaTold.Ready.class).stream().anyMatch(ready -> !ready.life().equals(life)));
    }

    /** The same life, as somebody holds it who has the SFU's secret. */
    private JanusLife former() {
        Await.until("connected", formers::connected);
        var api = new JanusApi(formers);
        long session = api.create();
        long generation = store.find(ROOM).orElseThrow().generation();
        return new JanusLife(api, sfu, ROOM, session, api.attach(session, JanusLife.MANAGER), generation);
    }

    /** Of the one who sends. */
    private String feed() {
        var former = former();
        var body = JanusJson.object().put("request", "listparticipants").put("room", former.room());
        var answer = former.message(former.manager(), body, Optional.empty());
        return JanusJson.data(answer).path("participants").path(0).path("id").stringValue();
    }
}
