package org.evenkeel.audit;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Port: the clinic's one chain, append-only. Implementations may be used by many threads, nodes and commands at once,
 * and never fork the chain; calls block and throw what their storage throws.
 */
public interface AuditLog {

    /**
     * Adds rows behind the head, all in one transaction and in this order.
     *
     * @return the head after them, durable
     */
    AuditHead append(List<AuditEntry> entries);

    /** The end of the chain as the head's own row says. */
    AuditHead head();

    /** Where retention cut the beginning off, from the first time to the last. */
    List<AuditCut> cuts();

    /** Hands over all rows behind the last cut by number, one by one: there may be too many to hold. */
    void forEach(Consumer<AuditRow> visitor);

    /**
     * Hands over, by number, those rows whose place in the search index is not what the row says: they would be missed,
     * or found wrongly.
     */
    void forEachMisplaced(Consumer<Long> visitor);

    /** The rows that fit, the newest first. */
    List<AuditRow> search(AuditQuery query);

    /** The rows that fit, all of them, counted by who, what and how it ended; the most recent first. */
    List<AuditCount> counts(AuditQuery query);

    /**
     * The last row of those at the beginning that are older than this, one behind the other; empty when there is none.
     * A younger row ends it, even when an older one follows.
     */
    Optional<AuditHead> lastBefore(long at);

    /**
     * Cuts the beginning off behind this row, and adds the row that reports it in the same transaction; then deletes
     * what was cut off, and what an earlier cut left when it was interrupted.
     *
     * @return how many rows went
     */
    long cutAt(AuditCut cut, AuditEntry report);
}
