package org.evenkeel.media;

import org.evenkeel.live.MediaDirectory.Anchor;
import org.evenkeel.live.StoreUnavailable;
import org.evenkeel.room.SessionId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The lives of one room's media in the SFU: sets one up, goes on with one, hands it to nobody who has no right to it,
 * and ends it. Everything that waits runs on one lane.
 */
final class JanusLives {

    private static final Logger LOG = LoggerFactory.getLogger(JanusLives.class);
    private static final long FIRST_RETRY = 250;
    private static final long LONGEST_RETRY = 5_000;

    /** The SFU has forgotten a silent session by then; its room would stay. */
    private static final int MOST_ENDS = 60;

    private static final long END_RETRY = 1_000;

    /** Looking into a life may fail so often before it is given up: nobody could moderate in it. */
    private static final int MOST_LOOKS = 4;

    private final JanusRoom room;
    private final JanusParts parts;
    private final SessionId session;
    private final Lane lane = new Lane();
    private final AtomicBoolean pending = new AtomicBoolean();
    private volatile long term;
    private volatile Optional<JanusLife> life = Optional.empty();
    private volatile boolean over;
    private long pause = FIRST_RETRY;
    private int looks;

    JanusLives(JanusRoom room, JanusParts parts, SessionId session, long term) {
        this.room = room;
        this.parts = parts;
        this.session = session;
        this.term = term;
    }

    /** The life at hand, once there is one. */
    Optional<JanusLife> now() {
        return life;
    }

    boolean isOver() {
        return over;
    }

    /** The lease is still this node's under another term: the store began to count anew. */
    void term(long next) {
        term = next;
        lane.run(() -> life.ifPresent(this::keep));
    }

    void connected() {
        if (pending.compareAndSet(false, true)) {
            lane.run(this::establish);
        }
    }

    /** Not before there is an order: without one, nobody could tell whose handles an earlier controller left. */
    private void establish() {
        pending.set(false);
        if (over || !parts.api().link().connected() || !room.isOrdered()) {
            return;
        }
        try {
            // First of all: whoever claims a session that is another's takes its events away.
            var known = parts.directory().find(session);
            if (known.filter(anchor -> anchor.term() > term).isPresent()) {
                room.lost();
                return;
            }
            var found = life.map(it -> it.anchor(term)).or(() -> known).flatMap(this::goOn);
            if (found.isPresent()) {
                goesOn(found.get());
            } else {
                beginAnew(life.map(it -> it.anchor(term)).or(() -> known));
            }
            pause = FIRST_RETRY;
        } catch (RuntimeException e) {
            LOG.atWarn()
                    .addKeyValue("event", "media-not-set-up")
                    .addKeyValue("kind", e.getClass().getSimpleName())
                    .log("a room's media are not set up yet");
            room.later(pause, this::connected);
            pause = Math.min(LONGEST_RETRY, pause * 2);
        }
    }

    private Optional<JanusRecovery.Found> goOn(Anchor anchor) {
        try {
            parts.api().claim(anchor.sfuSession());
            var found = look(anchor);
            looks = 0;
            return found;
        } catch (JanusProblem e) {
            if (e.code() == JanusProblem.NO_SUCH_SESSION) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** An admin API that does not work must not keep a room from its media for good: it then begins anew. */
    private Optional<JanusRecovery.Found> look(Anchor anchor) {
        try {
            return JanusRecovery.of(parts, session, anchor);
        } catch (JanusProblem e) {
            if (++looks < MOST_LOOKS) {
                throw e;
            }
            LOG.atWarn()
                    .addKeyValue("event", "media-not-seen")
                    .addKeyValue("code", e.code())
                    .log("the SFU does not tell what an earlier controller left; a room's media are set up anew");
            return Optional.empty();
        }
    }

    /** A claimed life: its handles are as they were, what happened meanwhile is found out by looking. */
    private void goesOn(JanusRecovery.Found found) {
        boolean ours = life.filter(it -> it.session() == found.life().session()).isPresent();
        if (keep(found.life())) {
            life = Optional.of(found.life());
            room.goesOn(found, ours);
        }
    }

    private void beginAnew(Optional<Anchor> before) {
        long generation = Math.max(room.now(), before.map(Anchor::generation).orElse(0L) + 1);
        var fresh = JanusLife.begin(parts.api(), parts.sfu(), session, generation);
        // Kept before anybody is told: the next controller must find what pages connect to.
        if (keep(fresh)) {
            life = Optional.of(fresh);
            room.beginsAnew();
            LOG.atInfo().addKeyValue("event", "media-set-up").log("a room's media were set up");
            before.ifPresent(this::clear);
        } else {
            JanusRoom.quietly(fresh::end);
        }
    }

    /** What nobody looks after any more would stay in the SFU for ever. */
    private void clear(Anchor former) {
        JanusRoom.quietly(() -> JanusLife.destroy(parts.api(), parts.sfu(), session, former.generation()));
    }

    /** Whether this node may go on; when the store does not answer it may, and asks again. */
    private boolean keep(JanusLife now) {
        try {
            if (parts.directory().keep(session, now.anchor(term))) {
                return true;
            }
            room.lost();
            return false;
        } catch (StoreUnavailable e) {
            room.later(LONGEST_RETRY, () -> lane.run(() -> life.filter(now::equals).ifPresent(this::keep)));
            return true;
        }
    }

    void keepAlive() {
        lane.run(
                () ->
                        life.filter(_ -> !over)
                                .ifPresent(
                                        now -> {
                                            try {
                                                parts.api().keepAlive(now.session());
                                            } catch (JanusProblem e) {
                                                if (e.code() == JanusProblem.NO_SUCH_SESSION) {
                                                    connected();
                                                }
                                            }
                                        }));
    }

    /** Ends the life at hand, and tries until the SFU has heard it: a room that is forgotten would go on. */
    void end() {
        over = true;
        parts.rooms().remove(room);
        lane.run(() -> life.ifPresent(now -> end(now, 1)));
    }

    private void end(JanusLife now, int attempt) {
        try {
            now.end();
        } catch (JanusProblem e) {
            boolean unheard = e.code() == JanusProblem.NO_ANSWER || e.code() == JanusProblem.NO_SUCH_SESSION;
            if (unheard && attempt < MOST_ENDS) {
                parts.timer().after(END_RETRY, () -> lane.run(() -> destroyOrRetry(now, attempt + 1)));
                return;
            }
        }
        forget(now);
    }

    private void destroyOrRetry(JanusLife now, int attempt) {
        try {
            JanusLife.destroy(parts.api(), parts.sfu(), session, now.generation());
            JanusRoom.quietly(() -> parts.api().destroy(now.session()));
            forget(now);
        } catch (JanusProblem e) {
            if (e.code() == JanusProblem.NO_ANSWER && attempt < MOST_ENDS) {
                parts.timer().after(END_RETRY, () -> lane.run(() -> destroyOrRetry(now, attempt + 1)));
            } else {
                forget(now);
            }
        }
    }

    /** Unless the room was opened again meanwhile and has another. */
    private void forget(JanusLife now) {
        try {
            if (parts.directory().find(session).filter(it -> it.sfuSession() == now.session()).isPresent()) {
                parts.directory().forget(session);
            }
        } catch (StoreUnavailable e) {
            // The row runs out by itself, and its session is refused.
        }
    }

    void leave() {
        over = true;
        parts.rooms().remove(room);
    }
}
