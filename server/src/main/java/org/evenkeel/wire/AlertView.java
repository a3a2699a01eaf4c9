package org.evenkeel.wire;

import java.util.Optional;

/** A call for support, as staff see it. */
@Meaning("A call for support, for staff.")
public record AlertView(
        @Meaning("Member id.") String member,
        String name,
        long at,
        @Meaning("Member id of the staff member who looks after it.") Optional<String> seenBy) {}
