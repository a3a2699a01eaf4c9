package org.evenkeel.media;

import org.evenkeel.media.StunMessage.Draft;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;

import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** A way to a relay or reflector, over which one asks and hears the answer. For one thread; blocks. */
interface StunWay extends AutoCloseable {

    /** A datagram may be lost: it is said again after this time, twice. */
    int AGAIN_MILLIS = 700;

    int TIMES = 3;
    int LARGEST = 2_048;

    /**
     * The answer to a request.
     *
     * @param bytes the request as it goes out
     * @throws IOException when there is none in time
     */
    StunMessage ask(Draft request, byte[] bytes) throws IOException;

    @Override
    void close() throws IOException;

    /**
     * Opens the way that an address asks for.
     *
     * @throws IOException when nobody is there, or his certificate is not for this name
     */
    static StunWay open(RelayUrl url, Duration longest) throws IOException {
        var address = new InetSocketAddress(url.host(), url.port());
        if (!url.tcp()) {
            return new Datagrams(address);
        }
        var socket = new Socket();
        try {
            socket.connect(address, (int) longest.toMillis());
            socket.setSoTimeout((int) longest.toMillis());
            return new Stream(url.tls() ? secured(socket, url) : socket);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private static Socket secured(Socket socket, RelayUrl url) throws IOException {
        var factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        var secured = (SSLSocket) factory.createSocket(socket, url.host(), url.port(), true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return secured;
    }

    /** Over UDP. */
    final class Datagrams implements StunWay {

        private final DatagramSocket socket;

        private Datagrams(InetSocketAddress address) throws IOException {
            if (address.isUnresolved()) {
                throw new IOException("the name is not known");
            }
            socket = new DatagramSocket();
            socket.connect(address);
            socket.setSoTimeout(AGAIN_MILLIS);
        }

        @Override
        public StunMessage ask(Draft request, byte[] bytes) throws IOException {
            for (int i = 0; i < TIMES; i++) {
                socket.send(new DatagramPacket(bytes, bytes.length));
                var answer = new DatagramPacket(new byte[LARGEST], LARGEST);
                try {
                    socket.receive(answer);
                    var message = StunMessage.read(answer.getData(), answer.getLength());
                    if (message.filter(it -> it.answers(request)).isPresent()) {
                        return message.get();
                    }
                } catch (SocketTimeoutException _) {
                    // Once more.
                }
            }
            throw new SocketTimeoutException("no answer");
        }

        @Override
        public void close() {
            socket.close();
        }
    }

    /** Over TCP, or TLS on it. */
    final class Stream implements StunWay {

        private final Socket socket;
        private final DataInputStream in;

        private Stream(Socket socket) throws IOException {
            this.socket = socket;
            in = new DataInputStream(socket.getInputStream());
        }

        @Override
        public StunMessage ask(Draft request, byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
            for (int i = 0; i < TIMES; i++) {
                var header = new byte[StunMessage.HEADER];
                in.readFully(header);
                int rest = StunMessage.lengthIn(header);
                var whole = Arrays.copyOf(header, header.length + Math.min(rest, LARGEST));
                in.readFully(whole, header.length, whole.length - header.length);
                var message = StunMessage.read(whole, whole.length);
                if (message.filter(it -> it.answers(request)).isPresent()) {
                    return message.get();
                }
            }
            throw new IOException("no answer that belongs to the question");
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
