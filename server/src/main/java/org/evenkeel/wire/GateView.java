package org.evenkeel.wire;

/** What the gate answers mean for admission; place and call-back number are fetched over HTTP. */
@Meaning("What the gate answers mean for admission; place and call-back number are fetched over HTTP.")
public record GateView(boolean alone, boolean driving, boolean safe, boolean rulesAccepted) {}
