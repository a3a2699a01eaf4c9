package org.evenkeel.record;

import org.evenkeel.room.SessionId;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/** The seals' memory twin. {@link #tamper} does what no statement of the server does. */
public final class MemorySeals implements Seals {

    private final List<Seal> all = new ArrayList<>();
    private final List<SealLink> gone = new ArrayList<>();
    private SealHead head = SealHead.GENESIS;

    @Override
    public synchronized boolean append(Seal seal) {
        boolean follows = seal.number() == head.number() + 1 && seal.previous().equals(head.hash());
        boolean taken =
                all.stream()
                        .anyMatch(
                                other -> other.session().equals(seal.session()) && other.revision() == seal.revision());
        if (!follows || taken) {
            return false;
        }
        all.add(seal);
        head = new SealHead(seal.number(), seal.hash());
        return true;
    }

    @Override
    public synchronized SealHead head() {
        return head;
    }

    @Override
    public synchronized List<Seal> ofSession(SessionId session) {
        return all.stream()
                .filter(seal -> seal.session().equals(session))
                .sorted(Comparator.comparingInt(Seal::revision))
                .toList();
    }

    @Override
    public synchronized List<SealLink> gone() {
        return List.copyOf(gone);
    }

    /** What retention does to the seals of a session. */
    public synchronized void forget(SessionId session) {
        ofSession(session).forEach(seal -> gone.add(new SealLink(seal.number(), seal.hash(), seal.previous())));
        gone.sort(Comparator.comparingLong(SealLink::number));
        all.removeIf(seal -> seal.session().equals(session));
    }

    @Override
    public void forEach(Consumer<Seal> visitor) {
        List<Seal> now;
        synchronized (this) {
            now = List.copyOf(all);
        }
        now.forEach(visitor);
    }

    public List<Seal> tamper() {
        return all;
    }
}
