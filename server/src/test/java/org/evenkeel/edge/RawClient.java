package org.evenkeel.edge;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** A client that can do everything wrong: bytes over a socket. For one thread. */
public final class RawClient implements AutoCloseable {

    private final Socket socket;
    private final DataInputStream in;

    public RawClient(int port) {
        this(port, 0);
    }

    /**
     * @param receiveBuffer size of the socket's receive buffer; 0 leaves it to the system
     */
    RawClient(int port, int receiveBuffer) {
        try {
            socket = new Socket();
            if (receiveBuffer > 0) {
                socket.setReceiveBufferSize(receiveBuffer);
            }
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            socket.setSoTimeout(20_000);
            in = new DataInputStream(socket.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A reply; header names in lower case. */
    record Reply(int status, Map<String, String> headers, byte[] body) {

        String text() {
            return new String(body, UTF_8);
        }
    }

    /** A server frame. */
    public record Frame(int opcode, byte[] payload) {

        public String text() {
            return new String(payload, UTF_8);
        }

        public int closeCode() {
            return (payload[0] & 0xff) << 8 | payload[1] & 0xff;
        }
    }

    RawClient send(String text) {
        return send(text.getBytes(ISO_8859_1));
    }

    public RawClient send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Tells the server that nothing more will come. */
    public void finishSending() {
        try {
            socket.shutdownOutput();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Reply reply() {
        return reply(false);
    }

    /**
     * @param head whether the request was a HEAD, whose reply has a length and no body
     */
    Reply reply(boolean head) {
        try {
            String[] lines = readHead().split("\r\n");
            Map<String, String> headers = new HashMap<>();
            for (int i = 1; i < lines.length; i++) {
                int colon = lines[i].indexOf(':');
                headers.put(
                        lines[i].substring(0, colon).toLowerCase(Locale.ROOT), lines[i].substring(colon + 1).strip());
            }
            byte[] body = new byte[head ? 0 : Integer.parseInt(headers.getOrDefault("content-length", "0"))];
            in.readFully(body);
            return new Reply(Integer.parseInt(lines[0].split(" ")[1]), headers, body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Upgrades to a WebSocket, with more headers where wanted. */
    public RawClient upgrade(String... more) {
        assertThat(sendUpgrade(more).reply().status()).isEqualTo(101);
        return this;
    }

    RawClient sendUpgrade(String... more) {
        StringBuilder request =
                new StringBuilder(
                        "GET /socket HTTP/1.1\r\n"
                                + "Host: clinic.example\r\n"
                                + "Upgrade: websocket\r\n"
                                + "Connection: keep-alive, Upgrade\r\n"
                                + "Sec-WebSocket-Version: 13\r\n"
                                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                                + "Sec-WebSocket-Protocol: evenkeel.1\r\n");
        for (String header : more) {
            request.append(header).append("\r\n");
        }
        return send(request.append("\r\n").toString());
    }

    public RawClient text(String json) {
        return frame(0x81, json.replace('\'', '"').getBytes(UTF_8));
    }

    /** A masked frame; {@code first} is the byte with the final bit and the opcode. */
    public RawClient frame(int first, byte[] payload) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(first);
        if (payload.length < 126) {
            out.write(0x80 | payload.length);
        } else {
            out.write(0x80 | 126);
            out.write(payload.length >> 8);
            out.write(payload.length);
        }
        byte[] mask = {1, 2, 3, 4};
        out.writeBytes(mask);
        for (int i = 0; i < payload.length; i++) {
            out.write(payload[i] ^ mask[i % 4]);
        }
        return send(out.toByteArray());
    }

    /** The next frame that is no ping. */
    public Frame frame() {
        Frame frame = anyFrame();
        while (frame.opcode() == 9) {
            frame = anyFrame();
        }
        return frame;
    }

    Frame anyFrame() {
        try {
            int opcode = in.readUnsignedByte() & 0x0f;
            int length = in.readUnsignedByte();
            if (length == 126) {
                length = in.readUnsignedShort();
            } else if (length == 127) {
                length = (int) in.readLong();
            }
            byte[] payload = new byte[length];
            in.readFully(payload);
            return new Frame(opcode, payload);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads on until the server closed, and gives the code it closed with. */
    int closedWith() {
        Frame frame = frame();
        while (frame.opcode() != 8) {
            frame = frame();
        }
        return frame.closeCode();
    }

    /** Whether the server ended the connection, after everything it sent. */
    boolean ended() {
        try {
            while (in.read() >= 0) {
                // what was still under way
            }
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String readHead() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the server closed before its reply was complete: " + head);
            }
            head.append((char) next);
        }
        return head.toString();
    }
}
