package org.evenkeel.wire;

/** A call for support, as staff see it. */
@Meaning("A call for support, for staff.")
public record AlertView(@Meaning("Member id.") String member, String name, long at) {}
