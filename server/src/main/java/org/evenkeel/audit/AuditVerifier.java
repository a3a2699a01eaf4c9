package org.evenkeel.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Computes the whole chain again. One thread; blocks on the port; writes nothing.
 *
 * <p>After a broken row it goes on from that row's own hash, so that each break is named once and not all rows behind
 * it.
 */
public final class AuditVerifier {

    private final AuditLog log;

    public AuditVerifier(AuditLog log) {
        this.log = log;
    }

    /**
     * What was found.
     *
     * @param rows how many rows there are
     * @param end the last of them, or where the last cut was
     * @param findings by number; empty when all is as it was written
     */
    public record Outcome(long rows, AuditHead end, List<AuditFinding> findings) {
        public Outcome {
            findings = List.copyOf(findings);
        }

        /** Whether all is as it was written. */
        public boolean fine() {
            return findings.isEmpty();
        }
    }

    /**
     * @param checkpoints places that were written down elsewhere; those before the last cut say nothing any more
     */
    public Outcome verify(List<AuditHead> checkpoints) {
        // Whatever is added while this reads lies behind the head that is read first.
        AuditHead head = log.head();
        List<AuditCut> cuts = log.cuts();
        AuditHead begin = cuts.isEmpty() ? AuditHead.GENESIS : cuts.getLast().last();
        Walk walk = new Walk(begin, head, checkpoints);
        log.forEach(walk::row);
        walk.end(cuts);
        log.forEachMisplaced(number -> walk.found(AuditFinding.Kind.INDEX_DIFFERS, number));
        return new Outcome(walk.rows, walk.end, walk.findings);
    }

    private static final class Walk {
        private final AuditHead begin;
        private final AuditHead head;
        private final Map<Long, Set<String>> open = new HashMap<>();
        private final Set<String> reported = new HashSet<>();
        private final List<AuditFinding> findings = new ArrayList<>();
        private AuditHead end;
        private Optional<AuditHead> atHead;
        private long rows;

        private Walk(AuditHead begin, AuditHead head, List<AuditHead> checkpoints) {
            this.begin = begin;
            this.head = head;
            this.end = begin;
            this.atHead = head.number() == begin.number() ? Optional.of(begin) : Optional.empty();
            checkpoints.stream()
                    .filter(each -> each.number() > begin.number())
                    .forEach(each -> open.computeIfAbsent(each.number(), _ -> new HashSet<>()).add(each.hash()));
        }

        private void row(AuditRow row) {
            rows++;
            if (row.number() != end.number() + 1) {
                found(AuditFinding.Kind.ROW_MISSING, end.number() + 1);
            } else if (!row.hash().equals(row.hashAfter(end.hash()))) {
                found(AuditFinding.Kind.ROW_CHANGED, row.number());
            }
            end = row.head();
            if (end.number() == head.number()) {
                atHead = Optional.of(end);
            }
            Set<String> noted = open.remove(row.number());
            if (noted != null && !noted.equals(Set.of(row.hash()))) {
                found(AuditFinding.Kind.CHECKPOINT_LOST, row.number());
            }
            if (row.action().equals(AuditAction.RETENTION_AUDIT.word())) {
                reported.add(row.subjects());
            }
        }

        private void end(List<AuditCut> cuts) {
            if (!atHead.equals(Optional.of(head))) {
                found(AuditFinding.Kind.HEAD_DIFFERS, end.number());
            }
            open.keySet().stream().sorted().forEach(number -> found(AuditFinding.Kind.CHECKPOINT_LOST, number));
            if (!cuts.isEmpty() && !reported.contains(cuts.getLast().subject().text())) {
                found(AuditFinding.Kind.CUT_UNREPORTED, begin.number());
            }
        }

        private void found(AuditFinding.Kind kind, long number) {
            findings.add(new AuditFinding(kind, number));
        }
    }
}
