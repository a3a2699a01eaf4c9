package org.evenkeel.record;

import java.util.Objects;
import java.util.Optional;

/**
 * What documents say of a person. Names never enter a seal.
 *
 * @param name full name
 * @param reference the program's own id of a participant; empty for staff
 * @param credential licence of staff, as documents print it
 */
public record PersonFacts(String name, Optional<String> reference, Optional<String> credential) {
    public PersonFacts {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(reference, "reference");
        Objects.requireNonNull(credential, "credential");
    }

    /** Names are for documents, not for logs. */
    @Override
    public String toString() {
        return "PersonFacts";
    }
}
