package org.evenkeel.wire;

/** What a client must know before its first frame. */
public final class Protocol {

    /** The version that this server speaks; a client names those it can speak in its first frame. */
    public static final int VERSION = 1;

    /** The WebSocket subprotocol that must be asked for at the upgrade. */
    public static final String SUBPROTOCOL = "evenkeel." + VERSION;

    /** Where the WebSocket is. */
    public static final String PATH = "/socket";

    private Protocol() {}
}
