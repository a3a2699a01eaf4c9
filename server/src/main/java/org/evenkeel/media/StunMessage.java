package org.evenkeel.media;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A message of STUN (RFC 8489) and TURN (RFC 8656): its type, its transaction and its attributes.
 *
 * @param id of the transaction, 12 bytes
 * @param attributes by type; of one that is there twice the first counts
 */
record StunMessage(int type, byte[] id, Map<Integer, byte[]> attributes) {

    static final int BINDING = 0x0001;
    static final int BOUND = 0x0101;
    static final int ALLOCATE = 0x0003;
    static final int REFRESH = 0x0004;
    static final int CREATE_PERMISSION = 0x0008;

    static final int USERNAME = 0x0006;
    static final int ERROR_CODE = 0x0009;
    static final int LIFETIME = 0x000d;
    static final int XOR_PEER_ADDRESS = 0x0012;
    static final int REALM = 0x0014;
    static final int NONCE = 0x0015;
    static final int REQUESTED_TRANSPORT = 0x0019;
    static final int XOR_MAPPED_ADDRESS = 0x0020;
    static final int PRIORITY = 0x0024;
    static final int USE_CANDIDATE = 0x0025;
    static final int ICE_CONTROLLING = 0x802a;

    static final int HEADER = 20;

    private static final int INTEGRITY = 0x0008;
    private static final int FINGERPRINT = 0x8028;
    private static final int INTEGRITY_BYTES = 20;
    private static final int FINGERPRINT_XOR = 0x5354554e;
    private static final int SUCCESS = 0x0100;
    private static final int REFUSAL = 0x0110;
    private static final int COOKIE = 0x2112a442;
    private static final int ID = 12;
    private static final byte IPV4 = 1;
    private static final byte IPV6 = 2;

    /** A message to be sent. For one thread. */
    static final class Draft {

        private final int type;
        private final byte[] id;
        private final ByteArrayOutputStream attributes = new ByteArrayOutputStream();

        private Draft(int type, byte[] id) {
            this.type = type;
            this.id = id;
        }

        Draft put(int attribute, byte[] value) {
            attributes.writeBytes(
                    ByteBuffer.allocate(4 + padded(value.length))
                            .putShort((short) attribute)
                            .putShort((short) value.length)
                            .put(value)
                            .array());
            return this;
        }

        Draft put(int attribute, String text) {
            return put(attribute, text.getBytes(StandardCharsets.UTF_8));
        }

        /** An address, hidden from helpful boxes on the way. */
        Draft putAddress(int attribute, InetSocketAddress address) {
            return put(attribute, xored(address, id));
        }

        byte[] transaction() {
            return id.clone();
        }

        byte[] unsigned() {
            return whole(0);
        }

        /** With a signature, and the fingerprint that tells it from media. */
        byte[] signed(byte[] key) {
            put(INTEGRITY, hmac(key, whole(4 + INTEGRITY_BYTES)));
            var crc = new CRC32();
            crc.update(whole(8));
            return put(FINGERPRINT, ByteBuffer.allocate(4).putInt((int) crc.getValue() ^ FINGERPRINT_XOR).array())
                    .unsigned();
        }

        /**
         * @param coming bytes that the length counts already: what is signed says how long it is with its signature
         */
        private byte[] whole(int coming) {
            return ByteBuffer.allocate(HEADER + attributes.size())
                    .putShort((short) type)
                    .putShort((short) (attributes.size() + coming))
                    .putInt(COOKIE)
                    .put(id)
                    .put(attributes.toByteArray())
                    .array();
        }
    }

    /** A request with a transaction of its own. */
    static Draft request(int type) {
        var id = new byte[ID];
        new SecureRandom().nextBytes(id);
        return new Draft(type, id);
    }

    /** The good answer to a request. */
    Draft answer() {
        return new Draft(type | SUCCESS, id);
    }

    /** Whether a packet says of itself that it is one. */
    static boolean isOne(byte[] packet, int length) {
        return length >= HEADER && packet[0] >> 6 == 0 && ByteBuffer.wrap(packet, 4, 4).getInt() == COOKIE;
    }

    /** How many bytes follow the header. */
    static int lengthIn(byte[] header) {
        return ByteBuffer.wrap(header, 2, 2).getShort() & 0xffff;
    }

    /** Reads one; empty when it is none. Total: any bytes may come. */
    static Optional<StunMessage> read(byte[] packet, int length) {
        if (!isOne(packet, length)) {
            return Optional.empty();
        }
        ByteBuffer bytes = ByteBuffer.wrap(packet, 0, length);
        int type = bytes.getShort();
        var id = Arrays.copyOfRange(packet, HEADER - ID, HEADER);
        bytes.position(HEADER);
        Map<Integer, byte[]> attributes = new HashMap<>();
        while (bytes.remaining() >= 4) {
            int attribute = bytes.getShort() & 0xffff;
            int size = bytes.getShort() & 0xffff;
            if (size > bytes.remaining()) {
                return Optional.empty();
            }
            var value = new byte[size];
            bytes.get(value);
            bytes.position(Math.min(bytes.limit(), bytes.position() + padded(size) - size));
            attributes.putIfAbsent(attribute, value);
        }
        return Optional.of(new StunMessage(type, id, Map.copyOf(attributes)));
    }

    Optional<byte[]> attribute(int attribute) {
        return Optional.ofNullable(attributes.get(attribute));
    }

    boolean answers(Draft request) {
        return Arrays.equals(id, request.id);
    }

    /** Whether it is the good answer to a request of a type. */
    boolean grants(int request) {
        return type == (request | SUCCESS);
    }

    /** Whether it is the bad answer to a request of a type. */
    boolean refuses(int request) {
        return type == (request | REFUSAL);
    }

    /** Why it was refused, such as 401; 0 when it does not say. */
    int errorCode() {
        return attribute(ERROR_CODE)
                .filter(value -> value.length >= 4)
                .map(value -> value[2] * 100 + value[3])
                .orElse(0);
    }

    /** The key of a login that is asked for in a realm (RFC 8489, section 9.2.2). */
    static byte[] longTermKey(String user, String realm, String password) {
        try {
            var words = user + ":" + realm + ":" + password;
            return MessageDigest.getInstance("MD5").digest(words.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }

    private static byte[] hmac(byte[] key, byte[] message) {
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(key, mac.getAlgorithm()));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA-1", e);
        }
    }

    private static byte[] xored(InetSocketAddress address, byte[] id) {
        byte[] bytes = address.getAddress().getAddress();
        byte[] mask = ByteBuffer.allocate(4 + ID).putInt(COOKIE).put(id).array();
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] ^= mask[i];
        }
        return ByteBuffer.allocate(4 + bytes.length)
                .put((byte) 0)
                .put(bytes.length == 4 ? IPV4 : IPV6)
                .putShort((short) (address.getPort() ^ COOKIE >> 16))
                .put(bytes)
                .array();
    }

    /** An address that was hidden from helpful boxes on the way. */
    Optional<InetSocketAddress> address(int attribute) {
        return attribute(attribute).filter(value -> value.length == 8 || value.length == 20).map(this::unxored);
    }

    private InetSocketAddress unxored(byte[] value) {
        int port = (ByteBuffer.wrap(value, 2, 2).getShort() ^ COOKIE >> 16) & 0xffff;
        byte[] bytes = Arrays.copyOfRange(value, 4, value.length);
        byte[] mask = ByteBuffer.allocate(4 + ID).putInt(COOKIE).put(id).array();
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] ^= mask[i];
        }
        try {
            return new InetSocketAddress(InetAddress.getByAddress(bytes), port);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("4 or 16 bytes are an address", e);
        }
    }

    private static int padded(int length) {
        return length + (-length & 3);
    }

    /** Without its attributes: they hold addresses and logins. */
    @Override
    public String toString() {
        return "STUN %04x".formatted(type);
    }
}
