package org.evenkeel.load;

import io.netty.channel.EventLoop;

import org.evenkeel.wire.ClientCommand;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * One room as its members see it: sends commands by turns and counts who received what. Confined to its event loop.
 *
 * <p>Hands go up and down: member after member raises his hand and lowers it again, so every command is accepted,
 * changes what everybody sees, and leaves the room as it was.
 */
final class LoadRoom {

    private static final int FINISHED_REMEMBERED = 256;
    private static final long COME_BACK_MILLIS = 1_000;

    private final EventLoop loop;
    private final Tally tally;
    private final Runnable complete;
    private final List<LoadMember> members = new ArrayList<>();
    private final Map<Long, Entry> open = new HashMap<>();
    private final ArrayDeque<Long> finished = new ArrayDeque<>();
    private volatile Optional<LoadSockets> sockets = Optional.empty();
    private long turn;
    private long sequenceAtStart = Long.MAX_VALUE;
    private int waiting;
    private boolean closedLoop;
    private boolean sending;

    /** One entry of the room's log on its way to the members. */
    private static final class Entry {
        private int received;
        private long lastReceipt;
        private long intended;
        private boolean ours;
    }

    /**
     * @param complete told once, when every member sees every other one connected
     */
    LoadRoom(Tokens.Room room, EventLoop loop, Tally tally, Runnable complete) {
        this.loop = loop;
        this.tally = tally;
        this.complete = complete;
        room.members().forEach(member -> members.add(new LoadMember(member, this, tally)));
    }

    /** Opens all its sockets at once. Any thread. */
    void join(LoadSockets with) {
        sockets = Optional.of(with);
        loop.execute(() -> members.forEach(member -> with.open(loop, member)));
    }

    /** A member was told to come back. */
    void comeBack(LoadMember member) {
        tally.cameBack();
        loop.schedule(
                () -> sockets.ifPresent(with -> with.open(loop, member)), COME_BACK_MILLIS, TimeUnit.MILLISECONDS);
    }

    int size() {
        return members.size();
    }

    /** A member now sees everybody connected. */
    void seesAll() {
        if (members.stream().allMatch(LoadMember::seesAll)) {
            complete.run();
        }
    }

    /** The next command goes out when the last delivery of the one before came in. Any thread. */
    void closedLoop() {
        loop.execute(
                () -> {
                    begin();
                    closedLoop = true;
                    send(System.nanoTime());
                });
    }

    /**
     * Commands go out by the clock, whatever became of those before. Any thread.
     *
     * @param first when the first is meant to go, monotonic nanoseconds
     */
    void openLoop(long first, long everyNanos) {
        loop.execute(
                () -> {
                    begin();
                    schedule(first, everyNanos);
                });
    }

    private void begin() {
        sending = true;
        sequenceAtStart = members.stream().mapToLong(LoadMember::seq).max().orElse(0);
        open.clear();
        members.forEach(LoadMember::stopReading);
    }

    private void schedule(long at, long everyNanos) {
        loop.schedule(
                () -> {
                    if (sending) {
                        schedule(at + everyNanos, everyNanos);
                        send(at);
                    }
                },
                Math.max(0, at - System.nanoTime()),
                TimeUnit.NANOSECONDS);
    }

    private void send(long intended) {
        var member = members.get((int) (turn / 2 % members.size()));
        waiting++;
        member.command(
                turn++ % 2 == 0 ? new ClientCommand.RaiseHand() : new ClientCommand.LowerHand(member.id()), intended);
    }

    /** A member received a numbered frame. */
    void received(long seq, long nanos) {
        if (seq <= sequenceAtStart) {
            return;
        }
        var entry = open.computeIfAbsent(seq, _ -> new Entry());
        entry.received++;
        entry.lastReceipt = nanos;
        finishIfComplete(seq, entry);
    }

    /** A command was answered; its entry may have reached members before or not yet. */
    void acknowledged(long seq, long intended) {
        if (seq <= sequenceAtStart || finished.contains(seq)) {
            tally.alreadySo();
            next();
            return;
        }
        var entry = open.computeIfAbsent(seq, _ -> new Entry());
        entry.intended = intended;
        entry.ours = true;
        finishIfComplete(seq, entry);
    }

    /** A command was refused. */
    void refused(String code) {
        tally.problem("refused: " + code);
        next();
    }

    private void finishIfComplete(long seq, Entry entry) {
        if (entry.ours && entry.received == members.size()) {
            open.remove(seq);
            finished.addLast(seq);
            if (finished.size() > FINISHED_REMEMBERED) {
                finished.removeFirst();
            }
            tally.completed(entry.intended, entry.lastReceipt);
            next();
        }
    }

    private void next() {
        waiting--;
        if (sending && closedLoop) {
            send(System.nanoTime());
        }
    }

    /** No more commands. Any thread. */
    void stop() {
        loop.execute(() -> sending = false);
    }

    /** Whether every command was answered and every entry reached everybody. */
    boolean quiet() {
        return waiting == 0;
    }

    /** Counts what never came, and lets the sockets go. Event loop. */
    Tokens.Room leave(Tokens.Room before) {
        if (waiting > 0) {
            tally.problem("unfinished commands", waiting);
        }
        open.values().stream()
                .filter(entry -> entry.ours)
                .forEach(entry -> tally.problem("missing deliveries", members.size() - entry.received));
        members.forEach(LoadMember::leave);
        return new Tokens.Room(before.session(), members.stream().map(LoadMember::token).toList());
    }

    EventLoop loop() {
        return loop;
    }
}
