package org.evenkeel.codec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

import org.evenkeel.codec.UnreadableBytes.Problem;
import org.evenkeel.room.RoomEvent;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.exc.InvalidTypeIdException;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.NamedType;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * {@code {"v":1,"<field>":<content>}}: the version is read before anything else. Unknown fields are refused, because a
 * node that skipped one would fold another state than the node that wrote it. Immutable; any thread.
 */
final class Envelope<T> {

    private static final int VERSION = 1;
    private static final String VERSION_FIELD = "v";

    private final JsonMapper mapper;
    private final String field;
    private final ObjectWriter writer;
    private final ObjectReader reader;

    private Envelope(JsonMapper mapper, String field, Class<T> type) {
        this.mapper = mapper;
        this.field = field;
        writer = mapper.writerFor(type);
        reader = mapper.readerFor(type);
    }

    static <T> Envelope<T> of(String field, Class<T> type) {
        return new Envelope<>(mapper(), field, type);
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    private interface Named {}

    /** A part may be absent when its type says so: what a later release adds to an event is optional. */
    private static final class OnlyOptionalMayMiss extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1L;

        @Override
        public Boolean hasRequiredMarker(MapperConfig<?> config, AnnotatedMember member) {
            Class<?> type = member.getRawType();
            return type != Optional.class && type != OptionalLong.class;
        }
    }

    private static JsonMapper mapper() {
        var builder = JsonMapper.builder();
        WhisperNames.PARENTS.forEach(parent -> builder.addMixIn(parent, Named.class));
        return builder.addModule(Ids.module())
                .annotationIntrospector(new OnlyOptionalMayMiss())
                .addMixIn(RoomEvent.class, Named.class)
                .registerSubtypes(EventNames.all().toArray(NamedType[]::new))
                .registerSubtypes(WhisperNames.all().toArray(NamedType[]::new))
                .changeDefaultPropertyInclusion(_ -> JsonInclude.Value.ALL_NON_ABSENT)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .build();
    }

    byte[] write(T content) {
        var bytes = new ByteArrayOutputStream(256);
        try (var out = mapper.createGenerator(bytes)) {
            out.writeStartObject();
            out.writeNumberProperty(VERSION_FIELD, VERSION);
            out.writeName(field);
            writer.writeValue(out, content);
            out.writeEndObject();
        }
        return bytes.toByteArray();
    }

    T read(byte[] bytes) {
        try (var in = mapper.createParser(bytes)) {
            expect(in.nextToken() == JsonToken.START_OBJECT);
            expect(VERSION_FIELD.equals(in.nextName()));
            expect(in.nextToken() == JsonToken.VALUE_NUMBER_INT);
            if (in.getLongValue() != VERSION) {
                throw new UnreadableBytes(Problem.UNKNOWN_VERSION);
            }
            expect(field.equals(in.nextName()));
            expect(in.nextToken() == JsonToken.START_OBJECT);
            T content = reader.readValue(in);
            expect(in.nextToken() == JsonToken.END_OBJECT && in.nextToken() == null);
            return content;
        } catch (InvalidTypeIdException _) {
            throw new UnreadableBytes(Problem.UNKNOWN_TYPE);
        } catch (JacksonException | IllegalArgumentException | NullPointerException _) {
            // The cause would quote the content; it stays behind.
            throw new UnreadableBytes(Problem.MALFORMED);
        }
    }

    private static void expect(boolean holds) {
        if (!holds) {
            throw new UnreadableBytes(Problem.MALFORMED);
        }
    }
}
