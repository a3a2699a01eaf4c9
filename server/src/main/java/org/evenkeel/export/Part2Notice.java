package org.evenkeel.export;

/**
 * The notice on every exported document: 42 CFR 2.32, short form, as amended in 2024. The one place where it stands.
 */
public final class Part2Notice {

    /** Which text this is. */
    public static final String VERSION = "2024";

    /** The text, to the letter. */
    public static final String TEXT = "42 CFR part 2 prohibits unauthorized use or disclosure of these records.";

    private Part2Notice() {}
}
