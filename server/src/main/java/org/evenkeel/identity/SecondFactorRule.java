package org.evenkeel.identity;

/** Whether staff must have a second factor. */
public enum SecondFactorRule {
    /** Who has none enrols at the next sign-in before anything else. */
    REQUIRED,
    /** Everybody may. */
    OPTIONAL
}
