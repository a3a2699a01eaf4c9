package org.evenkeel.audit;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in the chain: written down elsewhere, it proves later that the chain still contains it.
 *
 * @param number of the row, from 1; 0 stands before the first one
 * @param hash of that row, 64 hexadecimal digits
 */
public record AuditHead(long number, String hash) {

    /** Before the first row. */
    public static final AuditHead GENESIS = new AuditHead(0, "0".repeat(64));

    private static final Pattern TEXT = Pattern.compile("([0-9]{1,18})[:-]([0-9a-f]{64})");

    public AuditHead {
        Objects.requireNonNull(hash, "hash");
    }

    /** As it is typed and printed: {@code number:hash}. */
    public String text() {
        return number + ":" + hash;
    }

    /** Read back; empty when it is no such text. */
    public static Optional<AuditHead> read(String text) {
        Matcher parts = TEXT.matcher(text.strip());
        return parts.matches()
                ? Optional.of(new AuditHead(Long.parseLong(parts.group(1)), parts.group(2)))
                : Optional.empty();
    }
}
