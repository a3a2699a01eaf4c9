package org.evenkeel.wire;

import java.util.List;
import java.util.Optional;

/** A relay that the page may use. */
@Meaning("A relay that the page may use.")
public record RelayView(
        List<String> urls,
        @Meaning("For this member and session, for a limited time.") Optional<String> username,
        Optional<String> credential) {

    public RelayView {
        urls = List.copyOf(urls);
    }

    /** Without the credential. */
    @Override
    public String toString() {
        return "relay";
    }
}
