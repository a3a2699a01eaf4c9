package org.evenkeel.wire;

import tools.jackson.core.JsonGenerator;

import java.util.List;
import java.util.Optional;

/** Writes the fields of messages about sound and picture; no reflection. A test holds it to the records. */
final class MediaWriter {

    private MediaWriter() {}

    static void media(ServerMessage.Media media, JsonGenerator out) {
        out.writeStringProperty("t", "media")
                .writeStringProperty("mode", Words.wire(media.mode()))
                .writeStringProperty("life", media.life())
                .writeBooleanProperty("relayOnly", media.relayOnly())
                .writeArrayPropertyStart("relays");
        media.relays().forEach(relay -> relay(relay, out));
        out.writeEndArray();
    }

    private static void relay(RelayView relay, JsonGenerator out) {
        out.writeStartObject();
        texts("urls", relay.urls(), out);
        optional("username", relay.username(), out);
        optional("credential", relay.credential(), out);
        out.writeEndObject();
    }

    static void offered(ServerMessage.Offered offered, JsonGenerator out) {
        out.writeStringProperty("t", "offered").writeNumberProperty("pc", offered.pc());
        optional("peer", offered.peer(), out);
        offered.offer().ifPresent(number -> out.writeNumberProperty("offer", number));
        out.writeStringProperty("sdp", offered.sdp()).writeArrayPropertyStart("tracks");
        for (TrackView track : offered.tracks()) {
            out.writeStartObject();
            out.writeStringProperty("mid", track.mid())
                    .writeStringProperty("member", track.member())
                    .writeStringProperty("track", Words.wire(track.track()));
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    static void answered(ServerMessage.Answered answered, JsonGenerator out) {
        out.writeStringProperty("t", "answered").writeNumberProperty("pc", answered.pc());
        optional("peer", answered.peer(), out);
        out.writeStringProperty("sdp", answered.sdp());
    }

    static void reachable(ServerMessage.Reachable reachable, JsonGenerator out) {
        out.writeStringProperty("t", "reachable")
                .writeNumberProperty("pc", reachable.pc())
                .writeStringProperty("peer", reachable.peer());
        reachable
                .ice()
                .ifPresent(
                        ice -> {
                            out.writeName("ice");
                            out.writeStartObject();
                            out.writeStringProperty("text", ice.text())
                                    .writeStringProperty("mid", ice.mid())
                                    .writeNumberProperty("line", ice.line());
                            out.writeEndObject();
                        });
    }

    static void held(ServerMessage.Held held, JsonGenerator out) {
        out.writeStringProperty("t", "held").writeNumberProperty("seq", held.seq());
        texts("late", held.late(), out);
        texts("failed", held.failed(), out);
    }

    private static void texts(String name, List<String> texts, JsonGenerator out) {
        out.writeArrayPropertyStart(name);
        texts.forEach(out::writeString);
        out.writeEndArray();
    }

    private static void optional(String name, Optional<String> text, JsonGenerator out) {
        text.ifPresent(present -> out.writeStringProperty(name, present));
    }
}
