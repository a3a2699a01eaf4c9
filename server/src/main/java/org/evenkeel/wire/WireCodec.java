package org.evenkeel.wire;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;

/**
 * The server's half of the codec: strict on what it reads, streaming on what it writes. Immutable; any thread, virtual
 * ones too.
 */
public final class WireCodec {

    private final int frameBytes;
    private final int signalBytes;
    private final Json json;
    private final JsonFactory factory;
    private final ShapeReader reader = new ShapeReader(ClientMessage.class);

    /** A codec that reads frames up to {@link Limits#frameBytes()}, and {@link Limits#signalBytes()} for media. */
    public WireCodec(Limits limits) {
        frameBytes = limits.frameBytes();
        signalBytes = limits.signalBytes();
        json = Json.bounded(signalBytes);
        factory = json.factory();
    }

    /**
     * Reads one client frame.
     *
     * @param utf8 the payload
     * @return the message
     * @throws BadMessage with {@code TOO_LARGE} when it is over the limit, {@code BAD_MESSAGE} when it is anything else
     *     than exactly one message of the protocol
     */
    public ClientMessage decode(byte[] utf8) throws BadMessage {
        requireAtMost(signalBytes, utf8);
        var message = (ClientMessage) reader.read(json.tree(utf8));
        if (!(message instanceof ClientMessage.Signal)) {
            requireAtMost(frameBytes, utf8);
        }
        return message;
    }

    private static void requireAtMost(int bytes, byte[] utf8) throws BadMessage {
        if (utf8.length > bytes) {
            throw new BadMessage(ErrorCode.TOO_LARGE, "message: over " + bytes + " bytes");
        }
    }

    /**
     * Writes one server message as UTF-8 JSON. No reflection: this is the fan-out path.
     *
     * @param out receives the bytes in one call for messages up to about 8 kB; is not closed
     */
    public void encode(ServerMessage message, OutputStream out) {
        try (JsonGenerator generator = factory.createGenerator(ObjectWriteContext.empty(), out)) {
            MessageWriter.write(message, generator);
        }
    }

    /** Writes one server message as UTF-8 JSON. */
    public byte[] encode(ServerMessage message) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(512);
        encode(message, out);
        return out.toByteArray();
    }
}
