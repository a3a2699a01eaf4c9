package org.evenkeel.codec;

import org.evenkeel.room.RoomEntry;

/** One entry of a room's log &lt;-&gt; bytes. Immutable; any thread. */
public final class EntryCodec {

    private final Envelope<RoomEntry> envelope = Envelope.of("entry", RoomEntry.class);

    /** As compact JSON in UTF-8. Same input, same bytes. */
    public byte[] encode(RoomEntry entry) {
        return envelope.write(entry);
    }

    /**
     * @throws UnreadableBytes when a later release wrote them, or when they are damaged
     */
    public RoomEntry decode(byte[] bytes) {
        return envelope.read(bytes);
    }
}
