package org.evenkeel.audit;

import java.util.Objects;

/**
 * Something that verifying found.
 *
 * @param kind what it is
 * @param number the row where it shows
 */
public record AuditFinding(Kind kind, long number) {
    public AuditFinding {
        Objects.requireNonNull(kind, "kind");
    }

    /** What can be found. */
    public enum Kind {
        /** The row does not have the hash that follows from it and the row before: changed, or put in, or moved. */
        ROW_CHANGED("does not fit the chain: it was changed, put in or moved"),
        /** A number is missing. */
        ROW_MISSING("is missing"),
        /** The beginning is cut off behind this row, and no row of the chain reports it. */
        CUT_UNREPORTED("is where the beginning was cut off, and retention did not report it"),
        /** The chain ends before, after or otherwise than its head says. */
        HEAD_DIFFERS("is where the chain ends, and its head says otherwise: the end was cut off or rewritten"),
        /** A place that was written down elsewhere is not in the chain any more. */
        CHECKPOINT_LOST("was written down with another hash, or is gone: the chain was rewritten or its end cut off"),
        /** The search does not find the row as it is. */
        INDEX_DIFFERS("is not in the search index as it is in the chain");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    /** One sentence for the operator. */
    public String sentence() {
        return "row " + number + " " + kind.words;
    }
}
