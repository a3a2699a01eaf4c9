package org.evenkeel.record;

import org.evenkeel.room.SessionId;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The corrections' memory twin. {@link #tamper} does what no statement of the server does. */
public final class MemoryCorrections implements Corrections {

    private final List<Correction> all = new ArrayList<>();

    @Override
    public synchronized boolean append(Correction correction) {
        boolean taken =
                all.stream()
                        .anyMatch(
                                other ->
                                        other.session().equals(correction.session())
                                                && other.number() == correction.number());
        return !taken && all.add(correction);
    }

    @Override
    public synchronized List<Correction> read(SessionId session) {
        return all.stream()
                .filter(correction -> correction.session().equals(session))
                .sorted(Comparator.comparingInt(Correction::number))
                .toList();
    }

    public List<Correction> tamper() {
        return all;
    }
}
