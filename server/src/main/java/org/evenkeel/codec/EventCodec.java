package org.evenkeel.codec;

import org.evenkeel.room.RoomEvent;

/** One event &lt;-&gt; bytes, for the attendance ledger. Immutable; any thread. */
public final class EventCodec {

    private final Envelope<RoomEvent> envelope = Envelope.of("event", RoomEvent.class);

    /** As compact JSON in UTF-8. Same input, same bytes. */
    public byte[] encode(RoomEvent event) {
        return envelope.write(event);
    }

    /**
     * @throws UnreadableBytes when a later release wrote them, or when they are damaged
     */
    public RoomEvent decode(byte[] bytes) {
        return envelope.read(bytes);
    }
}
