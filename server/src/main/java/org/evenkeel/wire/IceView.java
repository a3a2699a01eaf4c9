package org.evenkeel.wire;

/** An address at which a peer may be reached. */
@Meaning("An address at which a peer may be reached, as browsers write it.")
public record IceView(
        @Meaning("The candidate attribute.") String text,
        @Meaning("Of the media section.") String mid,
        @Meaning("Index of the media section.") long line) {

    /** Without the address: it is a person's. */
    @Override
    public String toString() {
        return "candidate of section " + line;
    }
}
