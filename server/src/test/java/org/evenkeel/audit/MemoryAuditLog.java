package org.evenkeel.audit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The audit log's memory twin. {@link #tamper} does what no statement of the server does. */
public final class MemoryAuditLog implements AuditLog {

    private final List<AuditRow> rows = new ArrayList<>();
    private final List<AuditCut> cuts = new ArrayList<>();
    private AuditHead head = AuditHead.GENESIS;

    @Override
    public synchronized AuditHead append(List<AuditEntry> entries) {
        for (AuditEntry entry : entries) {
            AuditRow row = AuditRow.after(head, entry);
            rows.add(row);
            head = row.head();
        }
        return head;
    }

    @Override
    public synchronized AuditHead head() {
        return head;
    }

    @Override
    public synchronized List<AuditCut> cuts() {
        return List.copyOf(cuts);
    }

    @Override
    public void forEach(Consumer<AuditRow> visitor) {
        List<AuditRow> now;
        synchronized (this) {
            now = List.copyOf(rows);
        }
        now.forEach(visitor);
    }

    /** Its rows are their own index. */
    @Override
    public void forEachMisplaced(Consumer<Long> visitor) {}

    @Override
    public synchronized List<AuditRow> search(AuditQuery query) {
        return rows.stream()
                .filter(row -> fits(row, query))
                .sorted(Comparator.comparingLong(AuditRow::number).reversed())
                .limit(query.most())
                .toList();
    }

    @Override
    public synchronized List<AuditCount> counts(AuditQuery query) {
        return rows.stream()
                .filter(row -> fits(row, query))
                .collect(
                        Collectors.groupingBy(
                                row -> List.of(row.kind(), row.actor(), row.action(), row.result()),
                                Collectors.summarizingLong(AuditRow::at)))
                .entrySet()
                .stream()
                .map(
                        each ->
                                new AuditCount(
                                        each.getKey().get(0),
                                        each.getKey().get(1),
                                        each.getKey().get(2),
                                        each.getKey().get(3),
                                        each.getValue().getCount(),
                                        each.getValue().getMin(),
                                        each.getValue().getMax()))
                .sorted(
                        Comparator.comparingLong(AuditCount::last)
                                .reversed()
                                .thenComparing(AuditCount::actor)
                                .thenComparing(AuditCount::action)
                                .thenComparing(AuditCount::result))
                .toList();
    }

    private static boolean fits(AuditRow row, AuditQuery query) {
        AuditEntry entry = row.entry();
        return query.about()
                        .map(
                                person ->
                                        entry.subjects().contains(AuditSubject.of(person))
                                                || entry.subjects().contains(AuditSubject.everybody()))
                        .orElse(true)
                && !(query.othersOnly() && query.about().isPresent() && entry.by().person().equals(query.about()))
                && query.by().map(person -> entry.by().person().equals(Optional.of(person))).orElse(true)
                && query.action().map(action -> entry.action() == action).orElse(true)
                && entry.at() >= query.from().orElse(Long.MIN_VALUE)
                && entry.at() < query.to().orElse(Long.MAX_VALUE)
                && row.number() < query.below().orElse(Long.MAX_VALUE);
    }

    @Override
    public synchronized Optional<AuditHead> lastBefore(long at) {
        Optional<AuditHead> last = Optional.empty();
        for (AuditRow row : rows) {
            if (row.at() >= at) {
                return last;
            }
            last = Optional.of(row.head());
        }
        return last;
    }

    @Override
    public synchronized long cutAt(AuditCut cut, AuditEntry report) {
        cuts.add(cut);
        append(List.of(report));
        int before = rows.size();
        rows.removeIf(row -> row.number() <= cut.last().number());
        return before - rows.size();
    }

    public List<AuditRow> tamper() {
        return rows;
    }
}
