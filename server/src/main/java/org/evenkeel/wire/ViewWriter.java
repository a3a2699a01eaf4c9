package org.evenkeel.wire;

import tools.jackson.core.JsonGenerator;

import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Writes the views with the streaming generator; no reflection. A test holds it to the records. */
final class ViewWriter {

    private ViewWriter() {}

    static void room(RoomSnapshot room, JsonGenerator out) {
        out.writeObjectPropertyStart("room");
        out.writeName("session");
        session(room.session(), out);
        out.writeName("self");
        self(room.self(), out);
        list("members", room.members(), ViewWriter::member, out);
        list("waiting", room.waiting(), ViewWriter::waiting, out);
        list("outside", room.outside(), ViewWriter::outside, out);
        list("messages", room.messages(), ViewWriter::message, out);
        list("alerts", room.alerts(), ViewWriter::alert, out);
        out.writeEndObject();
    }

    static void session(SessionView session, JsonGenerator out) {
        out.writeStartObject();
        word("phase", session.phase(), out);
        out.writeNumberProperty("scheduledStart", session.scheduledStart());
        out.writeNumberProperty("scheduledEnd", session.scheduledEnd());
        number("startedAt", session.startedAt(), out);
        number("endedAt", session.endedAt(), out);
        out.writeBooleanProperty("locked", session.locked());
        number("breakSince", session.breakSince(), out);
        if (session.timer().isPresent()) {
            TimerView timer = session.timer().get();
            out.writeObjectPropertyStart("timer")
                    .writeStringProperty("id", timer.id())
                    .writeNumberProperty("deadline", timer.deadline())
                    .writeEndObject();
        }
        text("lead", session.lead(), out);
        out.writeBooleanProperty("actingLead", session.actingLead());
        number("staffGoneSince", session.staffGoneSince(), out);
        out.writeBooleanProperty("speakingLocked", session.speakingLocked());
        out.writeBooleanProperty("chat", session.chat());
        out.writeStringProperty("title", session.title());
        out.writeEndObject();
    }

    static void self(SelfView self, JsonGenerator out) {
        out.writeStartObject();
        out.writeStringProperty("member", self.member());
        word("role", self.role(), out);
        word("standing", self.standing(), out);
        word("cause", self.cause(), out);
        out.writeBooleanProperty("gatePassed", self.gatePassed());
        out.writeBooleanProperty("microphone", self.microphone());
        out.writeBooleanProperty("camera", self.camera());
        out.writeBooleanProperty("speakingLocked", self.speakingLocked());
        out.writeBooleanProperty("mutedByStaff", self.mutedByStaff());
        number("hand", self.hand(), out);
        out.writeBooleanProperty("supportAsked", self.supportAsked());
        out.writeBooleanProperty("qualified", self.qualified());
        text("asideWith", self.asideWith(), out);
        out.writeBooleanProperty("shielded", self.shielded());
        out.writeBooleanProperty("screen", self.screen());
        out.writeBooleanProperty("screenInvited", self.screenInvited());
        out.writeEndObject();
    }

    static void member(MemberView member, JsonGenerator out) {
        out.writeStartObject();
        person(member.member(), member.name(), member.fullName(), out);
        word("role", member.role(), out);
        word("presence", member.presence(), out);
        out.writeNumberProperty("presenceSince", member.presenceSince());
        number("hand", member.hand(), out);
        out.writeBooleanProperty("microphone", member.microphone());
        out.writeBooleanProperty("camera", member.camera());
        flag("speakingLocked", member.speakingLocked(), out);
        flag("supportAsked", member.supportAsked(), out);
        out.writeBooleanProperty("aside", member.aside());
        text("asideWith", member.asideWith(), out);
        flag("shielded", member.shielded(), out);
        out.writeBooleanProperty("screen", member.screen());
        flag("screenInvited", member.screenInvited(), out);
        flag("qualified", member.qualified(), out);
        out.writeEndObject();
    }

    static void waiting(WaitingView person, JsonGenerator out) {
        out.writeStartObject();
        person(person.member(), person.name(), person.fullName(), out);
        word("role", person.role(), out);
        word("expected", person.expected(), out);
        word("cause", person.cause(), out);
        out.writeNumberProperty("since", person.since());
        word("presence", person.presence(), out);
        out.writeBooleanProperty("gatePassed", person.gatePassed());
        if (person.gate().isPresent()) {
            GateView gate = person.gate().get();
            out.writeObjectPropertyStart("gate")
                    .writeBooleanProperty("alone", gate.alone())
                    .writeBooleanProperty("driving", gate.driving())
                    .writeBooleanProperty("safe", gate.safe())
                    .writeBooleanProperty("rulesAccepted", gate.rulesAccepted())
                    .writeEndObject();
        }
        if (person.apart().isPresent()) {
            list("apart", person.apart().get(), (member, to) -> to.writeString(member), out);
        }
        out.writeEndObject();
    }

    static void outside(OutsideView person, JsonGenerator out) {
        out.writeStartObject();
        person(person.member(), person.name(), person.fullName(), out);
        word("standing", person.standing(), out);
        word("reason", person.reason(), out);
        out.writeNumberProperty("at", person.at());
        out.writeEndObject();
    }

    static void message(MessageView message, JsonGenerator out) {
        out.writeStartObject();
        out.writeStringProperty("id", message.id());
        word("kind", message.kind(), out);
        text("from", message.from(), out);
        text("fromName", message.fromName(), out);
        text("to", message.to(), out);
        out.writeStringProperty("text", message.text());
        out.writeNumberProperty("at", message.at());
        out.writeEndObject();
    }

    static void alert(AlertView alert, JsonGenerator out) {
        out.writeStartObject();
        out.writeStringProperty("member", alert.member());
        out.writeStringProperty("name", alert.name());
        out.writeNumberProperty("at", alert.at());
        out.writeEndObject();
    }

    private static void person(String member, String name, Optional<String> fullName, JsonGenerator out) {
        out.writeStringProperty("member", member);
        out.writeStringProperty("name", name);
        text("fullName", fullName, out);
    }

    private static <T> void list(String name, List<T> items, BiConsumer<T, JsonGenerator> writer, JsonGenerator out) {
        out.writeArrayPropertyStart(name);
        for (T item : items) {
            writer.accept(item, out);
        }
        out.writeEndArray();
    }

    private static void text(String name, Optional<String> value, JsonGenerator out) {
        if (value.isPresent()) {
            out.writeStringProperty(name, value.get());
        }
    }

    private static void number(String name, Optional<Long> value, JsonGenerator out) {
        if (value.isPresent()) {
            out.writeNumberProperty(name, value.get().longValue());
        }
    }

    private static void flag(String name, Optional<Boolean> value, JsonGenerator out) {
        if (value.isPresent()) {
            out.writeBooleanProperty(name, value.get());
        }
    }

    private static void word(String name, Enum<?> value, JsonGenerator out) {
        out.writeStringProperty(name, Words.wire(value));
    }

    private static void word(String name, Optional<? extends Enum<?>> value, JsonGenerator out) {
        if (value.isPresent()) {
            word(name, value.get(), out);
        }
    }
}
