package org.evenkeel.redis;

import org.evenkeel.live.InProcessRandom;
import org.evenkeel.live.Position;
import org.evenkeel.live.SessionKeys;
import org.evenkeel.room.NodeId;
import org.evenkeel.room.SessionId;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;

import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals what Redis keeps: AES-256-GCM with the session's own key. The nonce is random and stands before the sealed
 * bytes; it is never made from the position, because a position can come again after a loss, with other content.
 *
 * <p>A sealed payload opens only where it was put: room, kind, epoch, seq and batch are its associated data. The epoch
 * is among them because the same seq of two epochs may hold different history; nothing is ever moved into a new epoch,
 * which begins with a snapshot sealed anew. Any thread; may block on {@link SessionKeys} at the first use of a room.
 */
final class PayloadSeal {

    /** How many rooms' keys are kept at hand. */
    private static final int KEYS_KEPT = 2_048;

    private static final int CIPHERS_KEPT = 16;

    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    /** What is sealed. The numbers are part of what is stored. */
    enum Kind {
        ENTRY(1),
        SNAPSHOT(2),
        WHISPER(3);

        private final byte number;

        Kind(int number) {
            this.number = (byte) number;
        }
    }

    /**
     * Where a payload belongs.
     *
     * @param batch of an entry; empty for a snapshot; for a whisper the node that told it
     */
    record Place(SessionId room, Kind kind, Position at, String batch) {

        static Place entry(SessionId room, Position at, String batch) {
            return new Place(room, Kind.ENTRY, at, batch);
        }

        static Place snapshot(SessionId room, Position at) {
            return new Place(room, Kind.SNAPSHOT, at, "");
        }

        /** A whisper belongs to its room and to whoever told it: nobody can give it out for another node's. */
        static Place whisper(SessionId room, NodeId from) {
            return new Place(room, Kind.WHISPER, Position.ORIGIN, from.value());
        }

        private byte[] bytes() {
            byte[] name = room.value().getBytes(StandardCharsets.UTF_8);
            byte[] append = batch.getBytes(StandardCharsets.UTF_8);
            return ByteBuffer.allocate(1 + Integer.BYTES + name.length + 2 * Long.BYTES + append.length)
                    .put(kind.number)
                    .putInt(name.length)
                    .put(name)
                    .putLong(at.epoch())
                    .putLong(at.seq())
                    .put(append)
                    .array();
        }
    }

    private final SessionKeys keys;
    private final SecureRandom random;
    private final Map<SessionId, SecretKey> known;

    /** To be used again, each by one thread at a time: making one takes longer than sealing an entry. */
    private final Queue<Cipher> ciphers = new ArrayBlockingQueue<>(CIPHERS_KEPT);

    PayloadSeal(SessionKeys keys) {
        this.keys = keys;
        this.random = InProcessRandom.generator();
        this.known =
                new LinkedHashMap<>(16, 0.75f, true) {
                    private static final long serialVersionUID = 1L;

                    @Override
                    protected boolean removeEldestEntry(Map.Entry<SessionId, SecretKey> eldest) {
                        return size() > KEYS_KEPT;
                    }
                };
    }

    /** Nonce, then sealed bytes. */
    byte[] seal(Place place, byte[] plain) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            var cipher = cipher(Cipher.ENCRYPT_MODE, place, nonce);
            byte[] sealed = new byte[NONCE_BYTES + cipher.getOutputSize(plain.length)];
            System.arraycopy(nonce, 0, sealed, 0, NONCE_BYTES);
            cipher.doFinal(plain, 0, plain.length, sealed, NONCE_BYTES);
            ciphers.offer(cipher);
            return sealed;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this machine cannot seal", e);
        }
    }

    /**
     * @throws BrokenSeal when it was changed or moved
     */
    byte[] open(Place place, byte[] sealed) {
        if (sealed.length < NONCE_BYTES + TAG_BITS / Byte.SIZE) {
            throw new BrokenSeal();
        }
        try {
            var cipher = cipher(Cipher.DECRYPT_MODE, place, sealed);
            byte[] plain = cipher.doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
            ciphers.offer(cipher);
            return plain;
        } catch (AEADBadTagException _) {
            throw new BrokenSeal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this machine cannot open what it sealed", e);
        }
    }

    private Cipher cipher(int mode, Place place, byte[] nonce) throws GeneralSecurityException {
        var idle = ciphers.poll();
        var cipher = idle == null ? Cipher.getInstance(CIPHER) : idle;
        cipher.init(mode, key(place.room()), new GCMParameterSpec(TAG_BITS, nonce, 0, NONCE_BYTES));
        cipher.updateAAD(place.bytes());
        return cipher;
    }

    /** Makes sure that the room's key is at hand, so that a thread which must not block can use it. */
    void prepare(SessionId room) {
        key(room);
    }

    /** Drops the room's key from memory. */
    void forget(SessionId room) {
        synchronized (known) {
            known.remove(room);
        }
    }

    private SecretKey key(SessionId room) {
        synchronized (known) {
            var key = known.get(room);
            if (key != null) {
                return key;
            }
        }
        var key = new SecretKeySpec(keys.key(room), "AES");
        synchronized (known) {
            known.put(room, key);
        }
        return key;
    }
}
