package org.evenkeel.wire;

import java.util.Optional;

/** Somebody declined, removed or barred, as staff see him. */
@Meaning("Somebody declined, removed or barred, for staff.")
public record OutsideView(
        @Meaning("Member id.") String member,
        @Meaning("The name that others saw.") String name,
        Optional<String> fullName,
        Words.OutsideStanding standing,
        @Meaning("Set for removals.") Optional<Words.RemovalReason> reason,
        long at) {}
