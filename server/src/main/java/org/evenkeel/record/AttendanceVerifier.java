package org.evenkeel.record;

import org.evenkeel.room.SessionId;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Recomputes everything that was signed and names any change. What was never signed cannot be verified: without a seal
 * nothing says how it was. Any thread; blocks on the ports; writes nothing.
 */
public final class AttendanceVerifier {

    private final SheetReader reader;
    private final Seals seals;

    public AttendanceVerifier(AttendanceLedger ledger, Corrections corrections, Seals seals, SessionFacts facts) {
        this.reader = new SheetReader(ledger, corrections, seals, facts);
        this.seals = seals;
    }

    /** One session's seals against what is recorded of it now; empty when all is as signed. */
    public List<Finding> verify(SessionId session) {
        SheetReader.Recorded recorded = reader.recorded(session);
        Set<Finding> findings = new LinkedHashSet<>();
        int expected = 1;
        for (Seal seal : recorded.seals()) {
            for (; expected < seal.revision(); expected++) {
                findings.add(new Finding(Finding.Kind.SEAL_MISSING, Optional.of(session), "revision " + expected));
            }
            expected = seal.revision() + 1;
            boolean last = seal.equals(recorded.seals().getLast());
            findings.addAll(new SealCheck(seal, recorded, last).findings());
        }
        return List.copyOf(findings);
    }

    /** The whole chain, and then every signed session. */
    public List<Finding> verifyAll() {
        List<Finding> findings = new ArrayList<>();
        Set<SessionId> sessions = new LinkedHashSet<>();
        Chain chain = new Chain(findings, seals.gone());
        seals.forEach(
                seal -> {
                    sessions.add(seal.session());
                    chain.link(seal);
                });
        chain.overGone(Long.MAX_VALUE);
        SealHead head = seals.head();
        if (!head.equals(chain.end)) {
            findings.add(
                    new Finding(
                            Finding.Kind.HEAD_DIFFERS,
                            Optional.empty(),
                            "chain ends at " + chain.end.number() + ", head says " + head.number()));
        }
        sessions.forEach(session -> findings.addAll(verify(session)));
        return List.copyOf(findings);
    }

    /** Follows the chain from its beginning; one thread. */
    private static final class Chain {
        private final List<Finding> findings;
        private final Deque<SealLink> gone;
        private SealHead end = SealHead.GENESIS;

        private Chain(List<Finding> findings, List<SealLink> gone) {
            this.findings = findings;
            this.gone = new ArrayDeque<>(gone);
        }

        private void link(Seal seal) {
            overGone(seal.number());
            link(new SealLink(seal.number(), seal.hash(), seal.previous()), Optional.of(seal.session()));
        }

        /** The links before this number whose records are gone carry the chain over them. */
        private void overGone(long number) {
            while (!gone.isEmpty() && gone.peek().number() < number) {
                link(gone.remove(), Optional.empty());
            }
        }

        private void link(SealLink seal, Optional<SessionId> session) {
            for (long missing = end.number() + 1; missing < seal.number(); missing++) {
                findings.add(new Finding(Finding.Kind.SEAL_MISSING, Optional.empty(), "seal " + missing));
            }
            if (seal.number() == end.number() + 1 && !seal.previous().equals(end.hash())) {
                findings.add(new Finding(Finding.Kind.CHAIN_BROKEN, session, "seal " + seal.number()));
            }
            end = new SealHead(seal.number(), seal.hash());
        }
    }
}
