package org.evenkeel.identity;

/** How far a sign-in has come. Only a complete one opens anything; each other is good for its next step alone. */
public enum SignInStage {
    /** The password was right; a code of the second factor is awaited. */
    CODE,
    /**
     * A password of one's own must be chosen: the present one was set by somebody else or forgotten, or there is none.
     */
    PASSWORD,
    /** A second factor must be set up. */
    ENROL,
    COMPLETE
}
