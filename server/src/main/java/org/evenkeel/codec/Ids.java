package org.evenkeel.codec;

import org.evenkeel.room.ClientId;
import org.evenkeel.room.ConnectionId;
import org.evenkeel.room.MemberId;
import org.evenkeel.room.NodeId;
import org.evenkeel.room.PersonId;
import org.evenkeel.room.SessionId;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.KeyDeserializer;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

import java.util.function.Function;

/** Ids as plain strings, also as the keys of an object. */
final class Ids {

    private Ids() {}

    static SimpleModule module() {
        var module = new SimpleModule("ids");
        id(module, ClientId.class, ClientId::new, ClientId::value);
        id(module, ConnectionId.class, ConnectionId::new, ConnectionId::value);
        id(module, MemberId.class, MemberId::new, MemberId::value);
        id(module, NodeId.class, NodeId::new, NodeId::value);
        id(module, PersonId.class, PersonId::new, PersonId::value);
        id(module, SessionId.class, SessionId::new, SessionId::value);
        return module;
    }

    private static <T> void id(
            SimpleModule module, Class<T> type, Function<String, T> make, Function<T, String> value) {
        module.addSerializer(type, new Writer<>(type, value));
        module.addKeySerializer(type, new KeyWriter<>(type, value));
        module.addDeserializer(type, new Reader<>(type, make));
        module.addKeyDeserializer(type, new KeyReader(make));
    }

    private static final class Writer<T> extends StdSerializer<T> {
        private final Function<T, String> value;

        Writer(Class<T> type, Function<T, String> value) {
            super(type);
            this.value = value;
        }

        @Override
        public void serialize(T id, JsonGenerator out, SerializationContext context) {
            out.writeString(value.apply(id));
        }
    }

    private static final class KeyWriter<T> extends StdSerializer<T> {
        private final Function<T, String> value;

        KeyWriter(Class<T> type, Function<T, String> value) {
            super(type);
            this.value = value;
        }

        @Override
        public void serialize(T id, JsonGenerator out, SerializationContext context) {
            out.writeName(value.apply(id));
        }
    }

    private static final class Reader<T> extends StdDeserializer<T> {
        private final Function<String, T> make;

        Reader(Class<T> type, Function<String, T> make) {
            super(type);
            this.make = make;
        }

        @Override
        public T deserialize(JsonParser in, DeserializationContext context) {
            return make.apply(in.getString());
        }
    }

    private static final class KeyReader extends KeyDeserializer {
        private final Function<String, ?> make;

        KeyReader(Function<String, ?> make) {
            this.make = make;
        }

        @Override
        public Object deserializeKey(String key, DeserializationContext context) {
            return make.apply(key);
        }
    }
}
