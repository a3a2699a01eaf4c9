package org.evenkeel.wire;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;

/**
 * The other half of the codec, for clients written in Java: the load generator, the connection check and the tests.
 * Reads as strictly as the server does, so that it also holds the server to the protocol; unlike a browser's client it
 * does not ignore unknown fields. Immutable; any thread.
 */
public final class ClientCodec {

    /** A sync of the largest room is far below this. */
    private static final int LARGEST_FRAME = 4 << 20;

    private final Json json = Json.bounded(LARGEST_FRAME);
    private final ShapeReader reader = new ShapeReader(ServerMessage.class);
    private final Shape.OneOf shape = Shapes.oneOf(ClientMessage.class);

    /**
     * Reads one server frame.
     *
     * @throws BadMessage when it is not exactly one message of the protocol
     */
    public ServerMessage decode(byte[] utf8) throws BadMessage {
        return (ServerMessage) reader.read(json.tree(utf8));
    }

    /** Writes one client message as UTF-8 JSON. */
    public byte[] encode(ClientMessage message) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(128);
        try (JsonGenerator generator = json.factory().createGenerator(ObjectWriteContext.empty(), out)) {
            write(shape, message, generator);
        }
        return out.toByteArray();
    }

    private static void write(Shape shape, Object value, JsonGenerator out) {
        switch (shape) {
            case Shape.Text _ -> out.writeString((String) value);
            case Shape.Whole _ -> out.writeNumber(((Number) value).longValue());
            case Shape.Flag _ -> out.writeBoolean((Boolean) value);
            case Shape.Word _ -> out.writeString(Words.wire((Enum<?>) value));
            case Shape.CloseNumber _ -> out.writeNumber(((CloseCode) value).number());
            case Shape.ListOf list -> {
                out.writeStartArray();
                ((List<?>) value).forEach(item -> write(list.item(), item, out));
                out.writeEndArray();
            }
            case Shape.Fields fields -> {
                out.writeStartObject();
                fields(fields, value, out);
                out.writeEndObject();
            }
            case Shape.OneOf union -> {
                out.writeStartObject();
                Shape.Case one =
                        union.cases().stream()
                                .filter(each -> each.fields().type() == value.getClass())
                                .findFirst()
                                .orElseThrow();
                out.writeStringProperty(union.discriminator(), one.name());
                fields(one.fields(), value, out);
                out.writeEndObject();
            }
        }
    }

    private static void fields(Shape.Fields shape, Object record, JsonGenerator out) {
        for (Shape.Field field : shape.fields()) {
            Object value = Records.read(field, record);
            Object present = value instanceof Optional<?> optional ? optional.orElse(null) : value;
            if (present != null) {
                out.writeName(field.name());
                write(field.shape(), present, out);
            }
        }
    }
}
