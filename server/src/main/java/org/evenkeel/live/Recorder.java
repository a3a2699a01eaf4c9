package org.evenkeel.live;

import org.evenkeel.attendance.LedgerFact;
import org.evenkeel.record.AttendanceLedger;
import org.evenkeel.room.RoomEntry;
import org.evenkeel.room.SessionId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The recorder of one node: one thread that writes what all rooms hand over, in their order, many rows at once. A
 * database that does not answer is asked again until it does; nothing is dropped but by the end of the process, and
 * then the log still has it. Any thread may hand over.
 */
public final class Recorder implements FactRecorder, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);
    private static final int ROWS_AT_ONCE = 500;
    private static final long FIRST_PAUSE = 100;
    private static final long LONGEST_PAUSE = 5_000;

    private final AttendanceLedger ledger;
    private final LinkedBlockingQueue<Batch> queue = new LinkedBlockingQueue<>();

    /** Up to where each room's newest epoch is in SQL without a gap. */
    private final Map<SessionId, Position> progress = new ConcurrentHashMap<>();

    private final List<Batch> taken = new ArrayList<>();
    private final AtomicInteger waiting = new AtomicInteger();

    /** How many batches of each room wait. A room's own thread alone adds to its number. */
    private final Map<SessionId, Integer> behind = new ConcurrentHashMap<>();

    private final Thread thread;
    private volatile boolean closed;

    /** When the oldest of what is being written was handed over; nothing is when empty. */
    private volatile OptionalLong writingSince = OptionalLong.empty();

    /**
     * What was handed over at once.
     *
     * @param nanos when
     */
    private record Batch(SessionId session, Position before, long last, List<AttendanceLedger.Row> rows, long nanos) {}

    private Recorder(AttendanceLedger ledger) {
        this.ledger = ledger;
        thread = Thread.ofPlatform().daemon().name("recorder").unstarted(this::run);
    }

    /** A recorder on its own thread. */
    public static Recorder start(AttendanceLedger ledger) {
        var recorder = new Recorder(ledger);
        recorder.thread.start();
        return recorder;
    }

    /** A recorder without a thread, for a test that takes its {@link #turn}s itself. */
    static Recorder stepped(AttendanceLedger ledger) {
        return new Recorder(ledger);
    }

    @Override
    public void record(SessionId session, Position before, List<RoomEntry> entries) {
        var rows =
                entries.stream()
                        .flatMap(entry -> LedgerFact.of(before.epoch(), entry).stream())
                        .map(fact -> new AttendanceLedger.Row(session, fact))
                        .toList();
        long last = entries.isEmpty() ? before.seq() : entries.getLast().seq();
        var batch = new Batch(session, before, last, rows, System.nanoTime());
        if (rows.isEmpty() && !behind.containsKey(session)) {
            // Hands and chat are no facts: nothing is to be written, and nothing of this room stands before it.
            confirm(batch);
            return;
        }
        behind.merge(session, 1, Integer::sum);
        waiting.incrementAndGet();
        queue.add(batch);
    }

    @Override
    public long confirmed(SessionId session, long epoch) {
        return Optional.ofNullable(progress.get(session))
                .filter(known -> known.epoch() == epoch)
                .map(Position::seq)
                .orElse(0L);
    }

    @Override
    public Optional<Position> head(SessionId session) {
        return asked(() -> ledger.head(session).map(head -> new Position(head.epoch(), head.seq())));
    }

    @Override
    public List<LedgerFact> after(SessionId session, Position position) {
        return asked(
                () ->
                        ledger.read(session).stream()
                                .filter(fact -> new Position(fact.epoch(), fact.seq()).compareTo(position) > 0)
                                .toList());
    }

    private interface Question<T> {
        T ask();
    }

    /** Whatever a database throws means the same here. */
    private static <T> T asked(Question<T> question) {
        try {
            return question.ask();
        } catch (RuntimeException e) {
            throw new StoreUnavailable("the attendance ledger does not answer", e);
        }
    }

    /** Batches handed over and not yet in SQL. */
    public int waiting() {
        return waiting.get();
    }

    /** For how long the oldest fact that is not in SQL yet has been waiting; zero when none is. Any thread. */
    public Duration behind() {
        var next = queue.peek();
        var since = writingSince.isPresent() || next == null ? writingSince : OptionalLong.of(next.nanos());
        return since.isPresent() ? Duration.ofNanos(System.nanoTime() - since.getAsLong()) : Duration.ZERO;
    }

    /** Lets the room be forgotten once it is cold. */
    public void forget(SessionId session) {
        progress.remove(session);
    }

    private void run() {
        long pause = FIRST_PAUSE;
        while (!closed || waiting() > 0) {
            try {
                if (turn()) {
                    pause = FIRST_PAUSE;
                    Optional.ofNullable(queue.poll(1, TimeUnit.SECONDS)).ifPresent(taken::add);
                } else {
                    TimeUnit.MILLISECONDS.sleep(pause);
                    pause = Math.min(LONGEST_PAUSE, pause * 2);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /**
     * Writes what waits; one thread at a time.
     *
     * @return whether the ledger took it, or nothing waited
     */
    boolean turn() {
        queue.drainTo(taken, ROWS_AT_ONCE - taken.size());
        writingSince = taken.stream().mapToLong(Batch::nanos).findFirst();
        var rows = taken.stream().flatMap(batch -> batch.rows().stream()).toList();
        try {
            if (!rows.isEmpty()) {
                ledger.append(rows).forEach(Recorder::alarm);
            }
        } catch (RuntimeException e) {
            LOG.atWarn()
                    .addKeyValue("event", "ledger-unavailable")
                    .addKeyValue("rows", rows.size())
                    .log("the attendance ledger does not answer; rooms go on");
            return false;
        }
        for (var batch : taken) {
            confirm(batch);
            behind.computeIfPresent(batch.session(), (_, before) -> before == 1 ? null : before - 1);
        }
        waiting.addAndGet(-taken.size());
        taken.clear();
        writingSince = OptionalLong.empty();
        return true;
    }

    /**
     * The ledger has something else at a place that was given once: somebody changed it, or a log was restored by hand.
     */
    private static void alarm(AttendanceLedger.Row row) {
        LOG.atError()
                .addKeyValue("event", "ledger-conflict")
                .addKeyValue("session", row.session())
                .addKeyValue("place", row.fact().key())
                .log("the attendance ledger holds another fact at this place");
    }

    private void confirm(Batch batch) {
        boolean joins = batch.before().seq() <= confirmed(batch.session(), batch.before().epoch());
        if (joins) {
            holds(batch.session(), batch.before().withSeq(batch.last()));
        }
    }

    @Override
    public void holds(SessionId session, Position position) {
        progress.merge(session, position, (known, now) -> known.compareTo(now) < 0 ? now : known);
    }

    /** Writes what waits, for at most some seconds, and ends. */
    @Override
    public void close() {
        closed = true;
        try {
            thread.join(Duration.ofSeconds(5));
            thread.interrupt();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
