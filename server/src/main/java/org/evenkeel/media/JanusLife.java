package org.evenkeel.media;

import org.evenkeel.live.MediaDirectory.Anchor;
import org.evenkeel.live.MediaPage;
import org.evenkeel.room.ClientId;
import org.evenkeel.room.MediaSeat;
import org.evenkeel.room.MemberId;
import org.evenkeel.room.SessionId;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Optional;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * One life of a room's media in the SFU: the controlling session, its manager handle, and the room. Methods block and
 * throw {@link JanusProblem}. Any thread.
 *
 * @param manager handle that moderates; it never joins
 * @param generation of this life; in the room's name, so that a room that is stuck blocks nobody
 */
record JanusLife(JanusApi api, SfuAddress sfu, SessionId of, long session, long manager, long generation) {

    /** Most of a room's members that send, with some to spare for pages that take each other's place. */
    private static final int MOST_SENDERS = 48;

    /** What one page may send, sound and camera. */
    static final int BITS_A_SECOND = 256_000;

    /** What it may send while it shares a screen: small letters have to stay sharp. */
    static final int BITS_WITH_A_SCREEN = 1_500_000;

    /** Handles of a life by what their opaque id begins with. */
    static final String MANAGER = "m";

    static final String SENDER = "p";
    static final String RECEIVER = "s";

    /** Sets up a new life. */
    static JanusLife begin(JanusApi api, SfuAddress sfu, SessionId of, long generation) {
        long session = api.create();
        try {
            var life = new JanusLife(api, sfu, of, session, api.attach(session, MANAGER), generation);
            life.make();
            return life;
        } catch (JanusProblem e) {
            JanusRoom.quietly(() -> api.destroy(session));
            throw e;
        }
    }

    /** Ends the room of a life whose session is gone: rooms outlive the session that made them. */
    static void destroy(JanusApi api, SfuAddress sfu, SessionId of, long generation) {
        long session = api.create();
        try {
            var life = new JanusLife(api, sfu, of, session, api.attach(session, MANAGER), generation);
            life.managed(life.body("destroy"));
        } finally {
            JanusRoom.quietly(() -> api.destroy(session));
        }
    }

    String room() {
        return of + "-" + generation;
    }

    /** What pages are told. */
    String name() {
        return Long.toString(generation, Character.MAX_RADIX);
    }

    Anchor anchor(long term) {
        return new Anchor(term, generation, session);
    }

    /** Derived, so that whoever has the SFU's secret can always end a room that nobody looks after. */
    private String secret() {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(sfu.apiSecret().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(("room:" + room()).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA256 is in every JDK", e);
        }
    }

    private void make() {
        var body =
                body("create")
                        .put("admin_key", sfu.adminKey())
                        .put("permanent", false)
                        .put("is_private", true)
                        .put("publishers", MOST_SENDERS)
                        .put("bitrate", BITS_A_SECOND)
                        .put("bitrate_cap", true)
                        .put("fir_freq", 0)
                        .put("audiocodec", "opus")
                        .put("videocodec", "vp8")
                        .put("opus_fec", true)
                        .put("opus_dtx", true)
                        .put("audiolevel_ext", true)
                        .put("audiolevel_event", true)
                        // A silent sender sends 2.5 packets a second: of more, an end would be noticed late.
                        .put("audio_active_packets", 10)
                        .put("audio_level_average", 40)
                        .put("notify_joining", false)
                        .put("require_pvtid", true)
                        // No recording, whoever asks.
                        .put("record", false)
                        .put("lock_record", true);
        body.set("allowed", JanusJson.list());
        managed(body);
    }

    /** Whether the room and its manager are there still: an operator can end both and leave the session. */
    boolean isThere() {
        try {
            return managed(body("exists")).path("exists").booleanValue(false);
        } catch (JanusProblem e) {
            if (e.code() == JanusProblem.NO_SUCH_HANDLE) {
                return false;
            }
            throw e;
        }
    }

    /** A request of the manager that names the room and proves that it may. */
    private ObjectNode body(String what) {
        return JanusJson.object().put("request", what).put("room", room()).put("secret", secret());
    }

    private JsonNode managed(ObjectNode body) {
        return JanusJson.data(api.message(session, manager, body, Optional.empty()));
    }

    /** Lets one join through, and closes the door behind it. */
    void throughTheDoor(String token, Runnable join) {
        managed(door("add", token));
        try {
            join.run();
        } finally {
            managed(door("remove", token));
        }
    }

    private ObjectNode door(String action, String token) {
        var body = body("allowed").put("action", action);
        body.set("allowed", JanusJson.list().add(token));
        return body;
    }

    /** The answer to one who comes, offers to send, and goes on with nothing: for a look at the SFU. */
    String answerToSender(String offer) {
        var page = new MediaPage(new MemberId("look"), new ClientId("look"));
        var muted =
                new MediaSeat(page.member(), page.client(), true, Optional.empty(), true, false, false, false, false);
        return JanusSender.join(this, page, "look.1").offer(1, offer, () -> muted);
    }

    void moderate(String feed, String mid, boolean mute) {
        managed(body("moderate").put("id", feed).put("mid", mid).put("mute", mute));
    }

    /** Cuts a sender and its receiver at once. */
    void kick(String feed) {
        managed(body("kick").put("id", feed));
    }

    /** Ends the room for everybody and the session with it; what is gone already is no problem. */
    void end() {
        try {
            managed(body("destroy"));
        } finally {
            api.destroy(session);
        }
    }

    long attach(String opaque) {
        return api.attach(session, opaque);
    }

    void detach(long handle) {
        api.detach(session, handle);
    }

    JsonNode message(long handle, ObjectNode body, Optional<JanusApi.Jsep> jsep) {
        return api.message(session, handle, body, jsep);
    }
}
