package org.evenkeel.media;

import org.evenkeel.media.JanusProbe.Answer;
import org.evenkeel.room.SessionId;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.StreamSupport;

/**
 * What a Janus does for somebody who only looks: tells its version, makes a room with the server's own settings, lets a
 * sender in, and ends both again. Nobody else's room is touched. Blocks for some seconds at most.
 */
public sealed interface JanusLook {

    /** Nobody answers there. */
    record Silent() implements JanusLook {}

    /** Somebody answers, and does not take our secret. */
    record Refused() implements JanusLook {}

    /**
     * It answers to our secret.
     *
     * @param version as it says itself
     * @param admin whether its admin API takes our secret; empty: none is configured
     * @param strangers rooms that anybody may list: the server's own are private
     * @param room what became of a room of our own; empty: none could be made
     */
    record Seen(String version, Optional<Boolean> admin, List<String> strangers, Optional<Room> room)
            implements JanusLook {}

    /**
     * A room made with the server's own settings.
     *
     * @param recordable whether a sender could have himself recorded in it
     * @param ended whether it could be ended again
     * @param media how far a sender came
     */
    record Room(boolean recordable, boolean ended, Media media) {}

    /** How far the media of a sender came. */
    sealed interface Media {

        /** The offer was refused. */
        record Refused() implements Media {}

        /** The answer names no address for media. */
        record Nowhere() implements Media {}

        /**
         * The answer names an address, and it was asked.
         *
         * @param answered whether it answered
         * @param handshake whether it began to shake hands, which it does once packets came and went
         */
        record Walked(InetSocketAddress target, boolean answered, boolean handshake) implements Media {}
    }

    /** A room's life is numbered upwards from 1; that of a look is apart from all of them. */
    long GENERATION = 0;

    /** Looks at one. */
    static JanusLook at(SfuAddress sfu, SessionId name) throws InterruptedException {
        try (var probe = new JanusProbe()) {
            var apiOnly = new SfuAddress(sfu.api(), Optional.empty(), sfu.apiSecret(), "", "");
            switch (probe.ask(apiOnly)) {
                case SILENT -> {
                    return new Silent();
                }
                case STRANGE -> {
                    return new Refused();
                }
                case OURS -> {}
            }
            var admin = sfu.admin().map(_ -> probe.ask(sfu) == Answer.OURS);
            return seen(sfu, name, admin);
        } catch (JanusProblem e) {
            return e.code() == JanusProblem.NO_ANSWER ? new Silent() : new Refused();
        }
    }

    private static JanusLook seen(SfuAddress sfu, SessionId name, Optional<Boolean> admin) throws InterruptedException {
        var there = new CompletableFuture<Void>();
        try (var link = new JanusLink(way(sfu), new Ear(there), JanusLink.ANSWER_MILLIS)) {
            there.get(JanusLink.ANSWER_MILLIS, TimeUnit.MILLISECONDS);
            var api = new JanusApi(link);
            var version = link.ask(JanusJson.request("info"), false).path("version_string").asString("");
            long session = api.create();
            try {
                var strangers = rooms(api, session, api.attach(session, JanusLife.MANAGER), Optional.empty());
                var names = strangers.stream().map(room -> room.path("room").asString()).toList();
                return new Seen(version, admin, names, room(api, sfu, name));
            } finally {
                JanusRoom.quietly(() -> api.destroy(session));
            }
        } catch (ExecutionException | TimeoutException _) {
            return new Silent();
        }
    }

    private static JanusLink.Way way(SfuAddress sfu) {
        return new JanusLink.Way(sfu.api(), "janus-protocol", "apisecret", sfu.apiSecret());
    }

    private static List<JsonNode> rooms(JanusApi api, long session, long handle, Optional<String> adminKey) {
        var body = JanusJson.object().put("request", "list");
        adminKey.ifPresent(key -> body.put("admin_key", key));
        var list = JanusJson.data(api.message(session, handle, body, Optional.empty())).path("list");
        return StreamSupport.stream(list.spliterator(), false).toList();
    }

    private static Optional<Room> room(JanusApi api, SfuAddress sfu, SessionId name) {
        JanusLife life;
        try {
            life = JanusLife.begin(api, sfu, name, GENERATION);
        } catch (JanusProblem _) {
            return Optional.empty();
        }
        boolean ended = false;
        boolean recordable = true;
        Media media;
        try {
            recordable =
                    rooms(api, life.session(), life.manager(), Optional.of(sfu.adminKey())).stream()
                            .filter(room -> room.path("room").asString("").equals(life.room()))
                            .noneMatch(JanusLook::isNeverRecorded);
            media = media(life);
        } finally {
            ended = ends(life);
        }
        return Optional.of(new Room(recordable, ended, media));
    }

    /** By what the SFU says of a room; what it does not say is taken for the worst. */
    static boolean isNeverRecorded(JsonNode room) {
        return !room.path("record").asBoolean(true) && room.path("lock_record").asBoolean(false);
    }

    private static boolean ends(JanusLife life) {
        try {
            life.end();
            return true;
        } catch (JanusProblem _) {
            return false;
        }
    }

    private static Media media(JanusLife life) {
        var ours = new IceWalk.Side("look", "as-long-as-the-standard-wants");
        String answer;
        try {
            answer = life.answerToSender(offer(ours));
        } catch (JanusProblem _) {
            return new Media.Refused();
        }
        var target = IceWalk.target(answer);
        if (target.isEmpty()) {
            return new Media.Nowhere();
        }
        try (var way = IceWalk.open(answer, ours)) {
            var seen = way.walk(target.get(), Duration.ofSeconds(3));
            return new Media.Walked(target.get(), seen.answered(), seen.handshake());
        } catch (IOException _) {
            return new Media.Walked(target.get(), false, false);
        }
    }

    /** What a browser offers that sends its microphone. */
    private static String offer(IceWalk.Side ours) {
        return """
        v=0
        o=- 1 1 IN IP4 127.0.0.1
        s=-
        t=0 0
        a=group:BUNDLE 0
        m=audio 9 UDP/TLS/RTP/SAVPF 111
        c=IN IP4 0.0.0.0
        a=ice-ufrag:%s
        a=ice-pwd:%s
        a=fingerprint:sha-256 %s
        a=setup:actpass
        a=mid:0
        a=sendonly
        a=rtcp-mux
        a=rtpmap:111 opus/48000/2
        """
                .formatted(ours.user(), ours.password(), "00:".repeat(31) + "00")
                .replace("\n", "\r\n");
    }

    /** Waits for the connection. */
    record Ear(CompletableFuture<Void> there) implements JanusLink.Listener {

        @Override
        public void connected() {
            there.complete(null);
        }

        @Override
        public void broken() {
            there.completeExceptionally(new JanusProblem(JanusProblem.NO_ANSWER));
        }

        @Override
        public void event(JsonNode message) {
            // What was not asked for tells nothing here.
        }
    }
}
