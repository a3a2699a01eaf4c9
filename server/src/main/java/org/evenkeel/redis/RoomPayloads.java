package org.evenkeel.redis;

import org.evenkeel.codec.EntryCodec;
import org.evenkeel.codec.StateCodec;
import org.evenkeel.codec.WhisperCodec;
import org.evenkeel.live.LoggedEntry;
import org.evenkeel.live.MediaWhisper;
import org.evenkeel.live.Position;
import org.evenkeel.live.RoomSnapshot;
import org.evenkeel.redis.PayloadSeal.Place;
import org.evenkeel.room.NodeId;
import org.evenkeel.room.RoomEntry;
import org.evenkeel.room.SessionId;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Entries, snapshots and whispers as the sealed bytes that Redis gets to see. Immutable but for the keys at hand; any
 * thread.
 *
 * <p>A sealed entry carries its length in front, so that several can stand one after the other in a message and the
 * script that writes them need not take them apart.
 */
final class RoomPayloads {

    private static final byte SNAPSHOT_VERSION = 1;

    private final PayloadSeal seal;
    private final EntryCodec entries = new EntryCodec();
    private final StateCodec states = new StateCodec();
    private final WhisperCodec whispers = new WhisperCodec();

    RoomPayloads(PayloadSeal seal) {
        this.seal = seal;
    }

    PayloadSeal seal() {
        return seal;
    }

    /** Length, then the sealed entry. */
    byte[] sealed(SessionId room, long epoch, String batch, RoomEntry entry) {
        var place = Place.entry(room, new Position(epoch, entry.seq()), batch);
        byte[] bytes = seal.seal(place, entries.encode(entry));
        return ByteBuffer.allocate(Integer.BYTES + bytes.length).putInt(bytes.length).put(bytes).array();
    }

    /**
     * Opens what stands one after the other.
     *
     * @param before the position before the first of them
     * @throws BrokenSeal when one does not belong there
     */
    List<LoggedEntry> opened(SessionId room, Position before, String batch, ByteBuffer sealed) {
        List<LoggedEntry> opened = new ArrayList<>();
        var at = before;
        try {
            while (sealed.hasRemaining()) {
                at = at.plus(1);
                byte[] bytes = new byte[length(sealed)];
                sealed.get(bytes);
                byte[] plain = seal.open(Place.entry(room, at, batch), bytes);
                opened.add(new LoggedEntry(batch, entries.decode(plain)));
            }
        } catch (BufferUnderflowException _) {
            throw new BrokenSeal();
        }
        return opened;
    }

    private static int length(ByteBuffer sealed) {
        int length = sealed.getInt();
        if (length < 0 || length > sealed.remaining()) {
            throw new BrokenSeal();
        }
        return length;
    }

    /** What a node tells the others about a room's media. */
    byte[] sealed(SessionId room, NodeId from, MediaWhisper words) {
        return seal.seal(Place.whisper(room, from), whispers.encode(words));
    }

    /**
     * @throws BrokenSeal when that node did not tell it, or not in that room
     */
    MediaWhisper whisper(SessionId room, NodeId from, ByteBuffer sealed) {
        byte[] bytes = new byte[sealed.remaining()];
        sealed.get(bytes);
        return whispers.decode(seal.open(Place.whisper(room, from), bytes));
    }

    /** A snapshot, sealed for its own position. */
    byte[] sealed(SessionId room, RoomSnapshot snapshot) {
        byte[] state = states.encode(snapshot.state());
        int starts = snapshot.epochs().size();
        var plain = ByteBuffer.allocate(1 + Integer.BYTES + starts * 3 * Long.BYTES + state.length);
        plain.put(SNAPSHOT_VERSION).putInt(starts);
        snapshot.epochs().forEach(start -> plain.putLong(start.epoch()).putLong(start.kept()).putLong(start.seq()));
        return seal.seal(Place.snapshot(room, snapshot.at()), plain.put(state).array());
    }

    /**
     * @throws BrokenSeal when it does not belong there
     */
    RoomSnapshot snapshot(SessionId room, Position at, byte[] sealed) {
        var plain = ByteBuffer.wrap(seal.open(Place.snapshot(room, at), sealed));
        if (plain.get() != SNAPSHOT_VERSION) {
            throw new IllegalStateException("a snapshot of a version that this release does not know");
        }
        List<RoomSnapshot.EpochStart> starts = new ArrayList<>();
        for (int left = plain.getInt(); left > 0; left--) {
            starts.add(new RoomSnapshot.EpochStart(plain.getLong(), plain.getLong(), plain.getLong()));
        }
        byte[] state = new byte[plain.remaining()];
        plain.get(state);
        return new RoomSnapshot(at, starts, states.decode(state));
    }
}
