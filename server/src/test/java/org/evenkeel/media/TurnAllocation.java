package org.evenkeel.media;

import org.evenkeel.live.IceServer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a relay says to a client that asks for a relayed address: the Allocate request of RFC 5766 with the long-term
 * login of RFC 5389, over UDP.
 */
enum TurnAllocation {
    GRANTED,
    UNAUTHORIZED;

    private static final int ALLOCATE = 0x0003;
    private static final int ALLOCATED = 0x0103;
    private static final int REFUSED = 0x0113;
    private static final int COOKIE = 0x2112A442;
    private static final int HEADER = 20;
    private static final int ID = 12;
    private static final int USERNAME = 0x0006;
    private static final int INTEGRITY = 0x0008;
    private static final int INTEGRITY_BYTES = 24;
    private static final int ERROR_CODE = 0x0009;
    private static final int REALM = 0x0014;
    private static final int NONCE = 0x0015;
    private static final int REQUESTED_TRANSPORT = 0x0019;
    private static final byte UDP = 17;
    private static final int LONGEST_ANSWER_MILLIS = 5_000;

    /** A request or an answer: its type and its attributes. */
    private record Message(int type, Map<Integer, byte[]> attributes) {

        private static Message read(byte[] packet, int length) {
            ByteBuffer bytes = ByteBuffer.wrap(packet, 0, length);
            int type = bytes.getShort();
            bytes.position(HEADER);
            Map<Integer, byte[]> attributes = new HashMap<>();
            while (bytes.remaining() >= 4) {
                int attribute = bytes.getShort() & 0xffff;
                var value = new byte[bytes.getShort() & 0xffff];
                bytes.get(value);
                bytes.position(Math.min(bytes.limit(), bytes.position() + padding(value.length)));
                attributes.put(attribute, value);
            }
            return new Message(type, attributes);
        }

        private int errorCode() {
            byte[] value = attributes.get(ERROR_CODE);
            return value[2] * 100 + value[3];
        }
    }

    static TurnAllocation ask(InetSocketAddress relay, Optional<IceServer.Login> login) {
        try (var socket = new DatagramSocket()) {
            socket.setSoTimeout(LONGEST_ANSWER_MILLIS);
            socket.connect(relay);
            Message first = exchange(socket, request(new ByteArrayOutputStream(), Optional.empty()));
            Message last = login.isPresent() ? exchange(socket, signed(first, login.get())) : first;
            if (last.type() == ALLOCATED) {
                return GRANTED;
            }
            if (last.type() == REFUSED && last.errorCode() == 401) {
                return UNAUTHORIZED;
            }
            throw new AssertionError("the relay says %x %s".formatted(last.type(), last.attributes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Message exchange(DatagramSocket socket, byte[] request) throws IOException {
        socket.send(new DatagramPacket(request, request.length));
        var answer = new DatagramPacket(new byte[1_500], 1_500);
        socket.receive(answer);
        return Message.read(answer.getData(), answer.getLength());
    }

    private static byte[] signed(Message challenge, IceServer.Login login) {
        byte[] realm = challenge.attributes().get(REALM);
        var attributes = new ByteArrayOutputStream();
        put(attributes, USERNAME, login.username().getBytes(StandardCharsets.UTF_8));
        put(attributes, REALM, realm);
        put(attributes, NONCE, challenge.attributes().get(NONCE));
        String words = login.username() + ":" + new String(realm, StandardCharsets.UTF_8) + ":" + login.credential();
        return request(attributes, Optional.of(words));
    }

    /** The length in the header counts the signature already when the signature is made. */
    private static byte[] request(ByteArrayOutputStream attributes, Optional<String> words) {
        put(attributes, REQUESTED_TRANSPORT, new byte[] {UDP, 0, 0, 0});
        int length = attributes.size() + (words.isPresent() ? INTEGRITY_BYTES : 0);
        var id = new byte[ID];
        new SecureRandom().nextBytes(id);
        ByteBuffer message = ByteBuffer.allocate(HEADER + length);
        message.putShort((short) ALLOCATE).putShort((short) length).putInt(COOKIE).put(id);
        message.put(attributes.toByteArray());
        words.ifPresent(
                text -> {
                    byte[] signature = signature(text, Arrays.copyOf(message.array(), message.position()));
                    message.putShort((short) INTEGRITY).putShort((short) signature.length).put(signature);
                });
        return message.array();
    }

    private static byte[] signature(String words, byte[] message) {
        try {
            byte[] key = MessageDigest.getInstance("MD5").digest(words.getBytes(StandardCharsets.UTF_8));
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(key, mac.getAlgorithm()));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void put(ByteArrayOutputStream attributes, int type, byte[] value) {
        attributes.writeBytes(
                ByteBuffer.allocate(4 + value.length + padding(value.length))
                        .putShort((short) type)
                        .putShort((short) value.length)
                        .put(value)
                        .array());
    }

    private static int padding(int length) {
        return -length & 3;
    }
}
