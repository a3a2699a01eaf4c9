package org.evenkeel.room;

import org.evenkeel.room.RoomRules.Context;
import org.evenkeel.room.RoomRules.Outcome;

import java.util.Optional;

/** Words and calls for support. There is no private chat between members, and no switch for one. */
final class MessageRules {

    /** Longest text of one message, in characters (code points). */
    static final int LONGEST_TEXT = 1000;

    private MessageRules() {}

    static Outcome sayInRoom(Context c, String text) {
        if (!c.actor().inRoom()) {
            return Outcome.no(RejectionCode.NOT_IN_ROOM);
        }
        if (!c.state().settings().policy().roomChat()) {
            return Outcome.no(RejectionCode.CHAT_OFF);
        }
        return said(text, new RoomEvent.RoomMessage(c.by(), text));
    }

    static Outcome writeToStaff(Context c, String text) {
        return c.actor().presence() == Presence.LEFT
                ? Outcome.no(RejectionCode.NOT_IN_ROOM)
                : said(text, new RoomEvent.NoteToStaff(c.by(), text));
    }

    static Outcome sayToStaff(Context c, String text) {
        return said(text, new RoomEvent.StaffMessage(c.by(), text));
    }

    /** To somebody who is there: a line to one who left would be acknowledged and never read. */
    static Outcome writeToMember(Context c, MemberId to, String text) {
        var member = c.state().member(to);
        if (member.isEmpty()) {
            return Outcome.no(RejectionCode.NO_SUCH_MEMBER);
        }
        return member.get().presence() == Presence.LEFT
                ? Outcome.no(RejectionCode.NOT_IN_ROOM)
                : said(text, new RoomEvent.LineToMember(to, c.by(), text));
    }

    static Outcome writeToWaiting(Context c, String text) {
        return said(text, new RoomEvent.LineToWaiting(c.by(), text));
    }

    private static Outcome said(String text, RoomEvent event) {
        return problem(text).map(Outcome::no).orElseGet(() -> Outcome.yes(event));
    }

    private static Optional<RejectionCode> problem(String text) {
        if (text.isBlank()) {
            return Optional.of(RejectionCode.TEXT_EMPTY);
        }
        return text.codePointCount(0, text.length()) > LONGEST_TEXT
                ? Optional.of(RejectionCode.TEXT_TOO_LONG)
                : Optional.empty();
    }

    /** Also from the waiting room: who waits may need it most. */
    static Outcome askForSupport(Context c) {
        if (c.actor().presence() == Presence.LEFT) {
            return Outcome.no(RejectionCode.NOT_IN_ROOM);
        }
        return c.actor().supportAskedAt().isPresent()
                ? Outcome.nothing()
                : Outcome.yes(new RoomEvent.SupportAsked(c.by()));
    }

    static Outcome supportSeen(Context c, MemberId id) {
        return c.state()
                .member(id)
                .map(
                        member ->
                                member.supportAskedAt().isPresent()
                                        ? Outcome.yes(new RoomEvent.SupportSeen(id, c.by()))
                                        : Outcome.nothing())
                .orElse(Outcome.no(RejectionCode.NO_SUCH_MEMBER));
    }
}
