package org.evenkeel.live;

/** A store did not answer, or not in time. Whether a write happened is not known. Carries no content and no address. */
public final class StoreUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param what which store and what was tried, in words without personal data
     */
    public StoreUnavailable(String what, Throwable cause) {
        super(what, cause);
    }

    /**
     * @param what which store and what was tried, in words without personal data
     */
    public StoreUnavailable(String what) {
        super(what);
    }
}
