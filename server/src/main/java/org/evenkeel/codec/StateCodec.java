package org.evenkeel.codec;

import org.evenkeel.room.RoomState;

/** A room's whole state &lt;-&gt; bytes, for snapshots. Immutable; any thread. */
public final class StateCodec {

    private final Envelope<RoomState> envelope = Envelope.of("state", RoomState.class);

    /** As compact JSON in UTF-8. Same input, same bytes. */
    public byte[] encode(RoomState state) {
        return envelope.write(state);
    }

    /**
     * @throws UnreadableBytes when a later release wrote them, or when they are damaged
     */
    public RoomState decode(byte[] bytes) {
        return envelope.read(bytes);
    }
}
