package org.evenkeel.media;

import org.evenkeel.media.StunMessage.Draft;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One end of a media connection as far as it goes without DTLS-SRTP: asks the SFU's address by the rules of ICE (RFC
 * 8445) with the login of its answer, answers what the SFU asks, and waits for the first packet of its DTLS handshake.
 * That shows that packets of media can come and go between this machine and that address and port. For one thread.
 */
final class IceWalk implements AutoCloseable {

    private static final Pattern CANDIDATE =
            Pattern.compile("(?m)^a=candidate:\\S+ 1 (?i:udp) \\d+ ([0-9.]+) (\\d+) typ host");
    private static final Pattern USER = Pattern.compile("(?m)^a=ice-ufrag:(\\S+)");
    private static final Pattern PASSWORD = Pattern.compile("(?m)^a=ice-pwd:(\\S+)");

    private static final int AGAIN_MILLIS = 100;
    private static final int LARGEST = 2_048;
    private static final byte DTLS_HANDSHAKE = 22;

    /** A candidate of its own is better than none of the relay's; the number only must not be 0. */
    private static final int PRIORITY = 1_862_270_975;

    /** What a description says of a way. */
    record Side(String user, String password) {

        private byte[] key() {
            return password.getBytes(StandardCharsets.US_ASCII);
        }

        /** Without the password. */
        @Override
        public String toString() {
            return user;
        }
    }

    /**
     * What came back.
     *
     * @param answered whether our question was answered
     * @param asked whether we were asked
     * @param handshake whether the SFU began to shake hands
     */
    record Seen(boolean answered, boolean asked, boolean handshake) {}

    private final DatagramSocket socket;
    private final Side ours;
    private final Side theirs;
    private boolean answered;
    private boolean asked;
    private boolean handshake;

    private IceWalk(DatagramSocket socket, Side ours, Side theirs) {
        this.socket = socket;
        this.ours = ours;
        this.theirs = theirs;
    }

    /** Where the SFU says in its answer that it can be reached. */
    static Optional<InetSocketAddress> target(String answer) {
        Matcher matcher = CANDIDATE.matcher(answer);
        return matcher.find()
                ? Optional.of(
                        new InetSocketAddress(
                                InetAddress.ofLiteral(matcher.group(1)), Integer.parseInt(matcher.group(2))))
                : Optional.empty();
    }

    /**
     * Opens a way.
     *
     * @param ours as our offer says
     * @throws IOException when there is no socket, or the answer names no login
     */
    static IceWalk open(String answer, Side ours) throws IOException {
        Matcher user = USER.matcher(answer);
        Matcher password = PASSWORD.matcher(answer);
        if (!user.find() || !password.find()) {
            throw new IOException("the answer names no login");
        }
        return new IceWalk(new DatagramSocket(), ours, new Side(user.group(1), password.group(1)));
    }

    /**
     * Walks until the SFU shakes hands, but no longer than a time.
     *
     * @throws IOException when nothing can be sent there
     */
    Seen walk(InetSocketAddress target, Duration longest) throws IOException {
        long end = System.nanoTime() + longest.toNanos();
        socket.setSoTimeout(AGAIN_MILLIS);
        while (!handshake && System.nanoTime() < end) {
            if (!answered) {
                send(question(), target);
            }
            var packet = new DatagramPacket(new byte[LARGEST], LARGEST);
            try {
                socket.receive(packet);
                heard(packet);
            } catch (SocketTimeoutException _) {
                // Once more.
            }
        }
        return new Seen(answered, asked, handshake);
    }

    private byte[] question() {
        return StunMessage.request(StunMessage.BINDING)
                .put(StunMessage.USERNAME, theirs.user() + ":" + ours.user())
                .put(StunMessage.PRIORITY, ByteBuffer.allocate(4).putInt(PRIORITY).array())
                .put(StunMessage.ICE_CONTROLLING, new byte[] {1, 2, 3, 4, 5, 6, 7, 8})
                .put(StunMessage.USE_CANDIDATE, new byte[0])
                .signed(theirs.key());
    }

    private void heard(DatagramPacket packet) throws IOException {
        byte[] bytes = packet.getData();
        var message = StunMessage.read(bytes, packet.getLength());
        if (message.isEmpty()) {
            handshake |= packet.getLength() > 0 && bytes[0] == DTLS_HANDSHAKE;
        } else if (message.get().grants(StunMessage.BINDING)) {
            answered = true;
        } else if (message.get().type() == StunMessage.BINDING) {
            asked = true;
            var from = (InetSocketAddress) packet.getSocketAddress();
            Draft answer = message.get().answer().putAddress(StunMessage.XOR_MAPPED_ADDRESS, from);
            send(answer.signed(ours.key()), from);
        }
    }

    private void send(byte[] bytes, InetSocketAddress target) throws IOException {
        socket.send(new DatagramPacket(bytes, bytes.length, target));
    }

    @Override
    public void close() {
        socket.close();
    }
}
