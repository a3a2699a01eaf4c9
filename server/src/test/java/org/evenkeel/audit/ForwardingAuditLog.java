package org.evenkeel.audit;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Hands everything on; a test changes what it wants to happen. */
class ForwardingAuditLog implements AuditLog {

    private final AuditLog to;

    ForwardingAuditLog(AuditLog to) {
        this.to = to;
    }

    @Override
    public AuditHead append(List<AuditEntry> entries) {
        return to.append(entries);
    }

    @Override
    public AuditHead head() {
        return to.head();
    }

    @Override
    public List<AuditCut> cuts() {
        return to.cuts();
    }

    @Override
    public void forEach(Consumer<AuditRow> visitor) {
        to.forEach(visitor);
    }

    @Override
    public void forEachMisplaced(Consumer<Long> visitor) {
        to.forEachMisplaced(visitor);
    }

    @Override
    public List<AuditRow> search(AuditQuery query) {
        return to.search(query);
    }

    @Override
    public List<AuditCount> counts(AuditQuery query) {
        return to.counts(query);
    }

    @Override
    public Optional<AuditHead> lastBefore(long at) {
        return to.lastBefore(at);
    }

    @Override
    public long cutAt(AuditCut cut, AuditEntry report) {
        return to.cutAt(cut, report);
    }
}
