package org.evenkeel.media;

import org.evenkeel.live.IceCandidate;
import org.evenkeel.live.MediaPage;
import org.evenkeel.live.MediaTold.TrackKind;
import org.evenkeel.room.MediaSeat;

import tools.jackson.databind.JsonNode;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What one page sends into the room: one handle of the SFU, joined, and from its first offer on publishing. Methods
 * block and throw {@link JanusProblem}; {@link #enforce} may be called beside a publication that is under way.
 */
final class JanusSender {

    /** The page's own peer connection was not offered yet. */
    static final long NOT_YET = 0;

    private final JanusLife life;
    private final MediaPage page;
    private final String feed;
    private final long handle;
    private long privateId;
    private volatile long pc = NOT_YET;
    private Optional<String> fingerprint = Optional.empty();

    /** Held while the SFU is told what to pass on, so that the last word is the newest. */
    private final Lock moderating = new ReentrantLock();

    /** Sections of this sender in the SFU. */
    private volatile Map<TrackKind, String> mids = Map.of();

    /** Whether the page's packets have a way to the SFU: before, nobody can be given what it sends. */
    private volatile boolean up;

    /** What the SFU was last told to let the page send, bits a second; 0: unknown. */
    private volatile int bits = JanusLife.BITS_A_SECOND;

    /** Whether their packets are passed on, as the SFU last confirmed; unknown of those that are missing. */
    private volatile Map<TrackKind, Boolean> flowing = Map.of();

    private JanusSender(JanusLife life, MediaPage page, String feed, long handle) {
        this.life = life;
        this.page = page;
        this.feed = feed;
        this.handle = handle;
    }

    /**
     * Joins the room as somebody who may send.
     *
     * @param feed its name in the SFU: once only in a life
     */
    static JanusSender join(JanusLife life, MediaPage page, String feed) {
        var sender = new JanusSender(life, page, feed, life.attach(opaque(page, feed)));
        try {
            life.throughTheDoor(feed, sender::join);
            return sender;
        } catch (JanusProblem e) {
            life.detach(sender.handle);
            throw e;
        }
    }

    /**
     * Goes on with a sender that an earlier controller left.
     *
     * @param fingerprint of the page's connection that the SFU has
     */
    static JanusSender adopted(
            JanusLife life, MediaPage page, String feed, long handle, JsonNode info, Optional<String> fingerprint) {
        var sender = new JanusSender(life, page, feed, handle);
        sender.privateId = info.path("private_id").longValue();
        sender.learn(info.path("streams"));
        // Nothing tells what the earlier controller had muted.
        sender.forget();
        sender.pc = sender.mids.isEmpty() ? NOT_YET : ADOPTED;
        sender.fingerprint = fingerprint;
        sender.up = !sender.mids.isEmpty();
        return sender;
    }

    /** Which of the page's connections it is, its next offer tells by its fingerprint. */
    private static final long ADOPTED = -1;

    private static String opaque(MediaPage page, String feed) {
        return String.join("|", JanusLife.SENDER, page.member().value(), page.client().value(), feed);
    }

    private void join() {
        var body =
                JanusJson.object()
                        .put("request", "join")
                        .put("ptype", "publisher")
                        .put("room", life.room())
                        .put("id", feed)
                        .put("token", feed);
        privateId = JanusJson.data(life.message(handle, body, Optional.empty())).path("private_id").longValue();
    }

    MediaPage page() {
        return page;
    }

    String feed() {
        return feed;
    }

    long handle() {
        return handle;
    }

    long privateId() {
        return privateId;
    }

    /** Whether an offer of this number is about the connection at hand, rather than a new one. */
    boolean goesOn(long number, String sdp) {
        if (pc == ADOPTED && fingerprint.isPresent() && fingerprint.equals(SdpOffer.fingerprint(sdp))) {
            pc = number;
        }
        return pc == number;
    }

    /** Whether something beside an offer is about the connection at hand. */
    boolean is(long number) {
        return pc == number || pc == ADOPTED;
    }

    /** The page's packets arrive, or are believed to: the SFU says otherwise when they do not. */
    void cameUp() {
        up = true;
    }

    boolean isFresh() {
        return pc == NOT_YET;
    }

    /**
     * Publishes, or negotiates anew. What the room does not allow is stopped before the answer is given to anybody: a
     * page cannot send before it has the answer.
     *
     * @param wanted what holds, asked when it matters
     * @return the answer
     */
    String offer(long number, String sdp, Supplier<MediaSeat> wanted) {
        boolean first = isFresh();
        var body = JanusJson.object().put("request", first ? "publish" : "configure");
        var answer = life.message(handle, body, Optional.of(new JanusApi.Jsep("offer", sdp)));
        pc = number;
        learn(JanusJson.data(answer).path("streams"));
        enforce(wanted);
        return JanusApi.Jsep.of(answer).map(JanusApi.Jsep::sdp).orElseThrow(() -> new JanusProblem(0));
    }

    /** A section is passed on when it begins; whether one that was there keeps its mute, nobody promises. */
    private void learn(JsonNode streams) {
        var order = TrackKind.values();
        var found = new EnumMap<TrackKind, String>(TrackKind.class);
        for (var stream : streams) {
            int place = stream.path("mindex").intValue(-1);
            if (place >= 0 && place < order.length && stream.path("mid").isString()) {
                found.put(order[place], stream.path("mid").stringValue());
            }
        }
        moderating.lock();
        try {
            var known = mids;
            var all = new EnumMap<TrackKind, String>(TrackKind.class);
            all.putAll(known);
            all.putAll(found);
            mids = Map.copyOf(all);
            flowing =
                    all.keySet().stream()
                            .filter(kind -> !known.containsKey(kind))
                            .collect(Collectors.toUnmodifiableMap(kind -> kind, _ -> true));
        } finally {
            moderating.unlock();
        }
    }

    /** Nothing is known of what the SFU does: all of it is asked for again. */
    void forget() {
        moderating.lock();
        try {
            flowing = Map.of();
            bits = 0;
        } finally {
            moderating.unlock();
        }
    }

    /**
     * Lets the page send as much as what it may share needs. Whoever shares a screen needs more than the room's limit,
     * and the SFU takes any limit for one sender: only the server tells one.
     */
    void allowBits(MediaSeat wanted) {
        int needed = wanted.screen() ? JanusLife.BITS_WITH_A_SCREEN : JanusLife.BITS_A_SECOND;
        if (!isFresh() && bits != needed) {
            life.message(
                    handle, JanusJson.object().put("request", "configure").put("bitrate", needed), Optional.empty());
            bits = needed;
        }
    }

    /**
     * The SFU says that a section is passed on or not. Where it had confirmed the opposite, another controller spoke,
     * and what holds is asked for again; that it is as confirmed says nothing new.
     */
    void heard(String mid, boolean flows) {
        moderating.lock();
        try {
            mids.forEach(
                    (kind, section) -> {
                        if (section.equals(mid) && confirmed(kind, !flows)) {
                            flowing = known(kind, Optional.empty());
                        }
                    });
        } finally {
            moderating.unlock();
        }
    }

    /** Makes the SFU pass on what may be passed on, and nothing else. */
    void enforce(Supplier<MediaSeat> wanted) {
        moderating.lock();
        try {
            for (var section : mids.entrySet()) {
                var kind = section.getKey();
                boolean may = allows(wanted.get(), kind);
                if (!confirmed(kind, may)) {
                    // Unknown until it is answered: an unmute whose answer is lost must not look like a mute.
                    flowing = known(kind, Optional.empty());
                    life.moderate(feed, section.getValue(), !may);
                    flowing = known(kind, Optional.of(may));
                }
            }
        } finally {
            moderating.unlock();
        }
    }

    private Map<TrackKind, Boolean> known(TrackKind kind, Optional<Boolean> flows) {
        var next = new EnumMap<TrackKind, Boolean>(TrackKind.class);
        next.putAll(flowing);
        next.remove(kind);
        flows.ifPresent(it -> next.put(kind, it));
        return Map.copyOf(next);
    }

    private boolean confirmed(TrackKind kind, boolean flows) {
        return Optional.ofNullable(flowing.get(kind)).filter(known -> known == flows).isPresent();
    }

    /** Whether the SFU has confirmed what holds. */
    boolean holds(MediaSeat wanted) {
        return mids.keySet().stream().allMatch(kind -> confirmed(kind, allows(wanted, kind)));
    }

    private static boolean allows(MediaSeat seat, TrackKind kind) {
        return switch (kind) {
            case MICROPHONE -> seat.audible();
            case CAMERA -> seat.visible();
            case SCREEN -> seat.screen();
        };
    }

    /** The sections that others can be given. */
    Map<TrackKind, String> sections() {
        return up ? mids : Map.of();
    }

    void candidate(Optional<IceCandidate> candidate) {
        life.api().trickle(life.session(), handle, JanusCandidates.of(candidate));
    }

    /** Cuts what it sends, and what a receiver of the same joining gets, at once. */
    void kick() {
        life.kick(feed);
    }
}
