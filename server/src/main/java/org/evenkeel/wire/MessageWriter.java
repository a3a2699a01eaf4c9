package org.evenkeel.wire;

import tools.jackson.core.JsonGenerator;

import java.util.List;

/** Writes server messages and changes with the streaming generator; no reflection. A test holds it to the records. */
final class MessageWriter {

    private MessageWriter() {}

    static void write(ServerMessage message, JsonGenerator out) {
        out.writeStartObject();
        switch (message) {
            case ServerMessage.Welcome welcome -> {
                out.writeStringProperty("t", "welcome").writeStringProperty("you", welcome.you());
                position(out, welcome.epoch(), welcome.seq(), welcome.now());
                out.writeStringProperty("token", welcome.token());
                ViewWriter.room(welcome.room(), out);
            }
            case ServerMessage.Resumed resumed -> {
                out.writeStringProperty("t", "resumed").writeStringProperty("you", resumed.you());
                position(out, resumed.epoch(), resumed.seq(), resumed.now());
                out.writeStringProperty("token", resumed.token());
                changes(resumed.changes(), out);
            }
            case ServerMessage.Ev ev -> {
                out.writeStringProperty("t", "ev")
                        .writeNumberProperty("seq", ev.seq())
                        .writeNumberProperty("after", ev.after())
                        .writeNumberProperty("at", ev.at());
                changes(ev.changes(), out);
            }
            case ServerMessage.Sync sync -> {
                out.writeStringProperty("t", "sync");
                position(out, sync.epoch(), sync.seq(), sync.now());
                ViewWriter.room(sync.room(), out);
            }
            case ServerMessage.Ack(long n, long seq) ->
                    out.writeStringProperty("t", "ack").writeNumberProperty("n", n).writeNumberProperty("seq", seq);
            case ServerMessage.No(long n, ErrorCode code, String text) ->
                    out.writeStringProperty("t", "no")
                            .writeNumberProperty("n", n)
                            .writeStringProperty("code", code.wire())
                            .writeStringProperty("text", text);
            case ServerMessage.Error(ErrorCode code, String text) ->
                    out.writeStringProperty("t", "error")
                            .writeStringProperty("code", code.wire())
                            .writeStringProperty("text", text);
            case ServerMessage.Pong(long id, long now) ->
                    out.writeStringProperty("t", "pong").writeNumberProperty("id", id).writeNumberProperty("now", now);
            case ServerMessage.Bye(CloseCode code, String text) ->
                    out.writeStringProperty("t", "bye")
                            .writeNumberProperty("code", code.number())
                            .writeStringProperty("text", text);
            case ServerMessage.Media media -> MediaWriter.media(media, out);
            case ServerMessage.Offered offered -> MediaWriter.offered(offered, out);
            case ServerMessage.Answered answered -> MediaWriter.answered(answered, out);
            case ServerMessage.Reachable reachable -> MediaWriter.reachable(reachable, out);
            case ServerMessage.Renew(var side) ->
                    out.writeStringProperty("t", "renew").writeStringProperty("side", Words.wire(side));
            case ServerMessage.Held held -> MediaWriter.held(held, out);
            case ServerMessage.Talking(String member, boolean on) -> sign("talking", member, on, out);
            case ServerMessage.Weak(String member, boolean on) -> sign("weak", member, on, out);
        }
        out.writeEndObject();
    }

    private static void sign(String kind, String member, boolean on, JsonGenerator out) {
        out.writeStringProperty("t", kind).writeStringProperty("member", member).writeBooleanProperty("on", on);
    }

    private static void position(JsonGenerator out, long epoch, long seq, long now) {
        out.writeNumberProperty("epoch", epoch).writeNumberProperty("seq", seq).writeNumberProperty("now", now);
    }

    private static void changes(List<Change> changes, JsonGenerator out) {
        out.writeArrayPropertyStart("changes");
        for (Change change : changes) {
            out.writeStartObject();
            change(change, out);
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void change(Change change, JsonGenerator out) {
        switch (change) {
            case Change.Session(SessionView session) -> {
                out.writeStringProperty("t", "session").writeName("session");
                ViewWriter.session(session, out);
            }
            case Change.Self(SelfView self) -> {
                out.writeStringProperty("t", "self").writeName("self");
                ViewWriter.self(self, out);
            }
            case Change.Member(MemberView member) -> {
                out.writeStringProperty("t", "member").writeName("member");
                ViewWriter.member(member, out);
            }
            case Change.MemberGone(String member) -> gone("member_gone", member, out);
            case Change.Waiting(WaitingView person) -> {
                out.writeStringProperty("t", "waiting").writeName("person");
                ViewWriter.waiting(person, out);
            }
            case Change.WaitingGone(String member) -> gone("waiting_gone", member, out);
            case Change.Outside(OutsideView person) -> {
                out.writeStringProperty("t", "outside").writeName("person");
                ViewWriter.outside(person, out);
            }
            case Change.OutsideGone(String member) -> gone("outside_gone", member, out);
            case Change.Message(MessageView message) -> {
                out.writeStringProperty("t", "message").writeName("message");
                ViewWriter.message(message, out);
            }
            case Change.Alert(AlertView alert) -> {
                out.writeStringProperty("t", "alert").writeName("alert");
                ViewWriter.alert(alert, out);
            }
            case Change.AlertGone(String member) -> gone("alert_gone", member, out);
        }
    }

    private static void gone(String name, String member, JsonGenerator out) {
        out.writeStringProperty("t", name).writeStringProperty("member", member);
    }
}
