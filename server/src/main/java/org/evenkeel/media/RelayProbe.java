package org.evenkeel.media;

import org.evenkeel.live.IceServer;
import org.evenkeel.media.StunMessage.Draft;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * What a relay or a reflector says to a client: asks for a relayed address, as a browser does, and for leave to relay
 * to somebody. Sends nothing to anybody but the relay, and gives the address back. For one thread; blocks.
 */
public final class RelayProbe implements AutoCloseable {

    private static final byte[] UDP = {17, 0, 0, 0};
    private static final int ANY_PORT = 9;

    /** What it says. */
    public sealed interface Answer {

        /** Granted. */
        record Granted() implements Answer {}

        /**
         * Refused.
         *
         * @param code such as 401 (login) or 403 (forbidden)
         */
        record Refused(int code) implements Answer {}
    }

    private final StunWay way;
    private Optional<Login> login = Optional.empty();
    private boolean allocated;

    /** A login with what the relay asked for it. */
    private record Login(IceServer.Login login, byte[] realm, byte[] nonce) {

        byte[] sign(Draft draft) {
            draft.put(StunMessage.USERNAME, login.username());
            draft.put(StunMessage.REALM, realm);
            draft.put(StunMessage.NONCE, nonce);
            var name = new String(realm, StandardCharsets.UTF_8);
            return draft.signed(StunMessage.longTermKey(login.username(), name, login.credential()));
        }

        @Override
        public String toString() {
            return "login";
        }
    }

    private RelayProbe(StunWay way) {
        this.way = way;
    }

    /**
     * Opens the way to one.
     *
     * @throws IOException when it cannot be opened
     */
    public static RelayProbe open(RelayUrl url, Duration longest) throws IOException {
        return new RelayProbe(StunWay.open(url, longest));
    }

    /**
     * Asks under which address we are seen.
     *
     * @throws IOException when there is no answer
     */
    public boolean reflects() throws IOException {
        var request = StunMessage.request(StunMessage.BINDING);
        return way.ask(request, request.unsigned()).grants(StunMessage.BINDING);
    }

    /**
     * Asks for a relayed address.
     *
     * @param with empty: without any login, which no relay should grant
     * @throws IOException when there is no answer
     */
    public Answer allocate(Optional<IceServer.Login> with) throws IOException {
        var first = StunMessage.request(StunMessage.ALLOCATE).put(StunMessage.REQUESTED_TRANSPORT, UDP);
        var challenge = way.ask(first, first.unsigned());
        var realm = challenge.attribute(StunMessage.REALM);
        var nonce = challenge.attribute(StunMessage.NONCE);
        if (with.isEmpty() || realm.isEmpty() || nonce.isEmpty()) {
            return answer(challenge, StunMessage.ALLOCATE);
        }
        login = Optional.of(new Login(with.get(), realm.get(), nonce.get()));
        return ask(StunMessage.request(StunMessage.ALLOCATE).put(StunMessage.REQUESTED_TRANSPORT, UDP));
    }

    /**
     * Asks for leave to relay to an address; no packet goes there. After {@link #allocate} was granted.
     *
     * @throws IOException when there is no answer
     */
    public Answer permit(InetAddress peer) throws IOException {
        return ask(
                StunMessage.request(StunMessage.CREATE_PERMISSION)
                        .putAddress(StunMessage.XOR_PEER_ADDRESS, new InetSocketAddress(peer, ANY_PORT)));
    }

    private Answer ask(Draft draft) throws IOException {
        var bytes = login.map(it -> it.sign(draft)).orElseGet(draft::unsigned);
        var message = way.ask(draft, bytes);
        int type = ByteBuffer.wrap(bytes).getShort();
        return answer(message, type);
    }

    private Answer answer(StunMessage message, int request) throws IOException {
        if (message.grants(request)) {
            allocated |= request == StunMessage.ALLOCATE;
            return new Answer.Granted();
        }
        if (message.refuses(request)) {
            return new Answer.Refused(message.errorCode());
        }
        throw new IOException("an answer to something else");
    }

    /** Gives the address back. */
    @Override
    public void close() throws IOException {
        try (way) {
            if (allocated) {
                ask(StunMessage.request(StunMessage.REFRESH).put(StunMessage.LIFETIME, new byte[4]));
            }
        }
    }
}
