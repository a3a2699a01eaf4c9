package org.evenkeel.wire;

/** The room's timer. */
@Meaning("The room's timer.")
public record TimerView(String id, @Meaning("When it runs out, by the server's clock.") long deadline) {}
