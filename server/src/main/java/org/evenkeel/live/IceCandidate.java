package org.evenkeel.live;

/**
 * One address at which a peer may be reached. It is a network address of a person: never logged, and shown to another
 * browser only in a mesh.
 *
 * @param text the candidate attribute
 * @param mid of the media section that it belongs to
 * @param line index of that section
 */
public record IceCandidate(String text, String mid, int line) {

    /** Without the address. */
    @Override
    public String toString() {
        return "candidate of section " + line;
    }
}
