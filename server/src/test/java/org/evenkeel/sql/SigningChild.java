package org.evenkeel.sql;

import org.evenkeel.attendance.AttendanceStatus;
import org.evenkeel.attendance.PersonAttendance;
import org.evenkeel.attendance.SampleLedger;
import org.evenkeel.record.AttendanceBook;
import org.evenkeel.record.AttendanceLedger;
import org.evenkeel.record.AttendanceVerifier;
import org.evenkeel.record.Change;
import org.evenkeel.record.Clinic;
import org.evenkeel.record.Finding;
import org.evenkeel.record.SessionFacts;
import org.evenkeel.room.PersonId;
import org.evenkeel.room.SessionId;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Signs and then amends made-up sessions of one SQLite file, in a process that may be killed; the same without a
 * process, for whoever looks afterwards.
 */
final class SigningChild implements AutoCloseable {

    static final String STANDS = "stands";
    static final String BEGINS = "begins ";
    static final String SIGNED = "signed ";
    static final String AMENDED = "amended ";
    private static final int SIGNERS = 3;

    private final Clinic standing = new Clinic();
    private final SessionFacts facts = session -> Optional.ofNullable(standing.standing.get(session));
    private final Database database;
    private final SqlRecord record;
    private final AttendanceBook book;

    /**
     * @param standAt the value sealed as this one, counted from 1, is never finished; 0: all are
     */
    SigningChild(Path file, int sessions, int standAt) {
        sessions(sessions).forEach(session -> standing.take(session, evening()));
        database = Database.open(new DatabaseAddress.SqliteFile(file));
        record = SqlRecord.in(database, sealed(standAt));
        book =
                new AttendanceBook(
                        record.ledger(),
                        record.corrections(),
                        record.seals(),
                        facts,
                        () -> Instant.ofEpochMilli(SampleLedger.millis("20:00:00")));
    }

    private static SampleLedger evening() {
        return Clinic.evening().end("19:30:00");
    }

    static List<SessionId> sessions(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> new SessionId("session-" + i)).toList();
    }

    /**
     * Signing asks for random bytes when it seals a column, between two statements of its transaction. That is where it
     * can be made to stand still.
     */
    private static SealedColumns sealed(int standAt) {
        TreeMap<Integer, byte[]> keys = new TreeMap<>();
        keys.put(1, new byte[32]);
        var random = new SecureRandom();
        var count = new AtomicInteger();
        return new SealedColumns(
                keys,
                bytes -> {
                    if (count.incrementAndGet() == standAt) {
                        say(STANDS);
                        forever();
                    }
                    var made = new byte[bytes];
                    random.nextBytes(made);
                    return made;
                });
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }

    private static void forever() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The facts of all sessions, as rooms that have ended leave them. */
    void fill(int sessions) {
        sessions(sessions)
                .forEach(
                        session ->
                                record.ledger()
                                        .append(
                                                evening().facts().stream()
                                                        .map(fact -> new AttendanceLedger.Row(session, fact))
                                                        .toList()));
    }

    void sign(SessionId session) {
        Clinic.done(book.sign(session, Clinic.COUNSELOR, hash(session)));
    }

    /** An amendment with two changes: several rows of two tables. */
    void amend(SessionId session) {
        var ann = now(session, Clinic.ANN).minutes();
        var bo = now(session, Clinic.BO).status();
        Clinic.done(
                book.amend(
                        session,
                        Clinic.COUNSELOR,
                        hash(session),
                        "made-up reason",
                        List.of(
                                new AttendanceBook.Amendment(
                                        Clinic.BO, new Change.StatusSet(bo, AttendanceStatus.ABSENT_EXCUSED)),
                                new AttendanceBook.Amendment(Clinic.ANN, new Change.MinutesSet(ann, ann - 1)))));
    }

    private PersonAttendance now(SessionId session, PersonId person) {
        return book.compute(session).orElseThrow().proposed().person(person).orElseThrow();
    }

    private String hash(SessionId session) {
        return book.compute(session).orElseThrow().proposedHash();
    }

    /** How many seals a session has, each of which must be whole. */
    int seals(SessionId session) {
        return record.seals().ofSession(session).size();
    }

    int amendments(SessionId session) {
        return record.seals().ofSession(session).stream().mapToInt(seal -> seal.amendments().size()).sum();
    }

    List<Finding> findings() {
        return new AttendanceVerifier(record.ledger(), record.corrections(), record.seals(), facts).verifyAll();
    }

    @Override
    public void close() {
        database.close();
    }

    /** Arguments: the file, how many sessions, where to stand still. Says what it does, a line each. */
    public static void main(String[] arguments) {
        int sessions = Integer.parseInt(arguments[1]);
        int standAt = Integer.parseInt(arguments[2]);
        try (var child = new SigningChild(Path.of(arguments[0]), sessions, standAt);
                var signers = Executors.newFixedThreadPool(SIGNERS)) {
            sessions(sessions).forEach(session -> signers.execute(() -> child.signAndAmend(session)));
        }
    }

    private void signAndAmend(SessionId session) {
        say(BEGINS + session);
        sign(session);
        say(SIGNED + session);
        amend(session);
        say(AMENDED + session);
    }
}
