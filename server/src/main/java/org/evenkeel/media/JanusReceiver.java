package org.evenkeel.media;

import org.evenkeel.live.IceCandidate;
import org.evenkeel.live.MediaPage;
import org.evenkeel.live.MediaTold;
import org.evenkeel.live.MediaTold.TrackKind;
import org.evenkeel.room.MemberId;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * What one page gets: one handle of the SFU over which all of it comes. Runs on the seat's receiving lane; methods
 * block and throw {@link JanusProblem}.
 *
 * <p>The SFU may offer at any time, by itself too, and may say "updating" instead of offering while an offer is
 * unanswered; an offer that nobody answered leaves it stuck, which only a new handle mends.
 */
final class JanusReceiver {

    private final JanusLife life;
    private final MediaPage page;
    private final long pc;
    private final long handle;
    private final Consumer<MediaTold> tell;
    private volatile Optional<MediaTold.Offer> open = Optional.empty();
    private volatile long openSince;

    /** Of the offers on this connection. Begins at the time, so that no controller gives one that another gave. */
    private long lastOffer = System.currentTimeMillis();

    /** What the SFU sends here, by section. */
    private volatile Map<String, Source> sections = Map.of();

    /**
     * One thing that can be sent here.
     *
     * @param feed the sender's name in the SFU
     * @param mid the sender's section
     */
    record Source(String feed, String mid, MemberId member, TrackKind kind) {}

    private JanusReceiver(JanusLife life, MediaPage page, long pc, long handle, Consumer<MediaTold> tell) {
        this.life = life;
        this.page = page;
        this.pc = pc;
        this.handle = handle;
        this.tell = tell;
    }

    /**
     * Begins to receive; the page is told what it is offered.
     *
     * @param pc number of the page's receiving connection
     * @param privateId of the page's own sender: who may not be in the room gets nothing
     * @param wanted at least one
     */
    static JanusReceiver begin(
            JanusLife life,
            MediaPage page,
            long pc,
            long privateId,
            Collection<Source> wanted,
            Consumer<MediaTold> tell) {
        var opaque = String.join("|", JanusLife.RECEIVER, page.member().value(), page.client().value(), pc + "");
        var receiver = new JanusReceiver(life, page, pc, life.attach(opaque), tell);
        var body =
                JanusJson.object()
                        .put("request", "join")
                        .put("ptype", "subscriber")
                        .put("room", life.room())
                        .put("private_id", privateId)
                        .put("use_msid", true)
                        .put("autoupdate", true);
        body.set("streams", list(wanted));
        try {
            receiver.took(life.message(receiver.handle, body, Optional.empty()), wanted);
            return receiver;
        } catch (JanusProblem e) {
            life.detach(receiver.handle);
            throw e;
        }
    }

    /** Goes on with a receiver that an earlier controller left; what it gets is learned from the SFU. */
    static JanusReceiver adopted(
            JanusLife life,
            MediaPage page,
            long pc,
            long handle,
            JsonNode info,
            Collection<Source> known,
            Consumer<MediaTold> tell) {
        var receiver = new JanusReceiver(life, page, pc, handle, tell);
        receiver.learn(info.path("streams"), known);
        return receiver;
    }

    long handle() {
        return handle;
    }

    long pc() {
        return pc;
    }

    /** Whether an offer waits for the page's answer. */
    boolean waits() {
        return open.isPresent();
    }

    /** Whether an offer has waited for so long. */
    boolean waitsFor(long millis) {
        return waits() && System.nanoTime() - openSince >= TimeUnit.MILLISECONDS.toNanos(millis);
    }

    /** Whether nothing is sent here that is not among these. */
    boolean keepsTo(Set<Source> allowed) {
        return allowed.containsAll(sections.values());
    }

    /** Whether this member's camera is sent here. */
    boolean shows(MemberId member) {
        return sections.values().stream()
                .anyMatch(source -> source.kind() == TrackKind.CAMERA && source.member().equals(member));
    }

    /**
     * Makes the SFU send what is wanted, and stop sending the rest. What must stop is stopped at once; what is to come
     * waits until the page has answered.
     *
     * @param known all sources there are, to name what the SFU tells
     */
    void follow(Set<Source> wanted, Collection<Source> known) {
        var now = new HashSet<>(sections.values());
        var gone = now.stream().filter(source -> !wanted.contains(source)).toList();
        var fresh = waits() ? List.<Source>of() : wanted.stream().filter(source -> !now.contains(source)).toList();
        // Two requests: a source that cannot be given yet must not keep what must stop from stopping.
        if (!gone.isEmpty()) {
            update("unsubscribe", gone, known);
        }
        if (!fresh.isEmpty()) {
            update("subscribe", fresh, known);
        }
    }

    private void update(String what, Collection<Source> sources, Collection<Source> known) {
        var body = JanusJson.object().put("request", "update");
        body.set(what, list(sources));
        var answer = life.message(handle, body, Optional.empty());
        if (what.equals("unsubscribe")) {
            var left = new HashMap<>(sections);
            left.values().removeAll(sources);
            sections = Map.copyOf(left);
        }
        took(answer, known);
    }

    private static ArrayNode list(Collection<Source> sources) {
        var list = JanusJson.list();
        sources.forEach(source -> list.add(JanusJson.object().put("feed", source.feed()).put("mid", source.mid())));
        return list;
    }

    /** What the SFU said about this handle: what it sends now, and perhaps an offer. */
    void took(JsonNode message, Collection<Source> known) {
        var data = JanusJson.data(message);
        if (data.path("streams").isArray()) {
            learn(data.path("streams"), known);
        }
        JanusApi.Jsep.of(message).filter(jsep -> jsep.type().equals("offer")).ifPresent(jsep -> offer(jsep.sdp()));
    }

    private void offer(String sdp) {
        var tracks = new ArrayList<MediaTold.Track>();
        sections.forEach((mid, source) -> tracks.add(new MediaTold.Track(mid, source.member(), source.kind())));
        var offer = new MediaTold.Offer(pc, Optional.empty(), Optional.of(++lastOffer), sdp, tracks);
        open = Optional.of(offer);
        openSince = System.nanoTime();
        tell.accept(offer);
    }

    private void learn(JsonNode streams, Collection<Source> known) {
        var found = new HashMap<String, Source>();
        for (var stream : streams) {
            if (stream.path("active").booleanValue(true) && stream.path("feed_id").isString()) {
                var feed = stream.path("feed_id").stringValue();
                var mid = stream.path("feed_mid").stringValue("");
                var source =
                        known.stream()
                                .filter(each -> each.feed().equals(feed) && each.mid().equals(mid))
                                .findFirst()
                                .orElseGet(() -> stranger(feed, mid));
                found.put(stream.path("mid").stringValue(), source);
            }
        }
        sections = Map.copyOf(found);
    }

    /** What is sent here and nobody knows of must be seen, so that it is stopped. */
    private static Source stranger(String feed, String mid) {
        return new Source(feed, mid, new MemberId(JanusRoom.memberOf(feed)), TrackKind.SCREEN);
    }

    /**
     * The page answered; an answer to anything but the newest offer is of no use, and would leave that stuck.
     *
     * @param number of the offer that it answers; empty: the page does not tell
     */
    void answer(Optional<Long> number, String sdp) {
        if (open.filter(offer -> number.isEmpty() || number.equals(offer.offer())).isPresent()) {
            open = Optional.empty();
            life.message(
                    handle, JanusJson.object().put("request", "start"), Optional.of(new JanusApi.Jsep("answer", sdp)));
        }
    }

    /** Tells the page again what it did not answer: the frame may have been lost with its socket. */
    void repeat() {
        open.ifPresent(tell);
    }

    /** Finds a new way to the page. */
    void restart(Collection<Source> known) {
        var body = JanusJson.object().put("request", "configure").put("restart", true);
        took(life.message(handle, body, Optional.empty()), known);
    }

    void candidate(Optional<IceCandidate> candidate) {
        life.api().trickle(life.session(), handle, JanusCandidates.of(candidate));
    }

    @Override
    public String toString() {
        return "receiver of " + page.member();
    }
}
