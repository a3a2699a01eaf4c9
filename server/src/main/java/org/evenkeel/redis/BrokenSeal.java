package org.evenkeel.redis;

/** Sealed bytes were changed, or do not belong where they were found. Nothing of them may be used. */
public final class BrokenSeal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BrokenSeal() {
        super("sealed bytes were changed or do not belong where they were found");
    }
}
