package org.evenkeel.wire;

import java.util.Locale;

/**
 * Every reason that the server gives for not doing something. Codes are stable; screens show their own sentence by
 * code, the English one here is for the protocol document and developers. The first group is the room's ({@code
 * org.evenkeel.room.RejectionCode}, a test compares them), the second the transport's.
 */
public enum ErrorCode {
    NOT_ALLOWED("Your role in this room may not do this."),
    NO_SUCH_MEMBER("There is nobody of this id in this room."),
    NOT_A_MEMBER("You are not a member of this room."),
    NOT_WAITING("This person is no longer waiting."),
    NOT_IN_ROOM("This person is not in the room."),
    NOT_PREPARED("This session does not exist."),
    NOT_STARTED("The session has not started yet."),
    ALREADY_STARTED("The session has already started."),
    ENDED("The session has ended."),
    NOT_ENDED("The session has not ended."),
    ROOM_LOCKED("The room is locked: nobody new comes in."),
    ROOM_FULL("The room has reached its number of people."),
    SPEAKING_LOCKED("A counselor has locked speaking."),
    CHAT_OFF("Writing to the room is off in this group."),
    NOT_QUALIFIED("This needs staff who are qualified for this kind of room."),
    BARRED("This person was barred for this session."),
    DECLINED("This person was not let in to this session."),
    GATE_MISSING("The questions before the session are not answered yet."),
    DRIVING("Nobody takes part while driving."),
    NOTHING_TO_UNDO("There is nothing to undo."),
    TOO_LATE_TO_UNDO("The time to undo this has passed."),
    STALE_CONNECTION("A newer connection of the same person is open."),
    ACCESS_REVOKED("Access to this session was taken back."),
    TOO_OLD("This command number is too old to be answered again."),
    TEXT_EMPTY("The message is empty."),
    TEXT_TOO_LONG("The message is too long."),
    BAD_DURATION("A timer runs from 5 seconds to 4 hours."),
    STAFF_ONLY_TARGET("This can only be done to staff."),
    MEMBER_ONLY_TARGET("This cannot be done to staff."),
    SHIELDED("The screen of this person is hidden at the moment."),
    ASIDE("This person is talking apart from the group."),
    SCREEN_TAKEN("Somebody else is sharing the screen."),
    NOT_INVITED("A counselor has to invite you to share the screen."),

    BAD_MESSAGE("The frame is not a message of this protocol."),
    BAD_MEDIA("What this page offers to send is not one microphone, one camera and one screen."),
    TOO_LARGE("The frame is too large."),
    TOO_FAST("Too many in a short time; wait a moment."),
    UNAVAILABLE("The room cannot be reached at the moment; try again."),
    TOO_MANY_UNACKED("Too many commands are waiting for an answer."),
    NOT_READY("The first frame must be hello or resume, and only the first."),
    OUT_OF_ORDER("Commands must be numbered one after the other."),
    UNKNOWN_VERSION("The server speaks none of these protocol versions."),
    INTERNAL("Something went wrong on the server.");

    private final String sentence;

    ErrorCode(String sentence) {
        this.sentence = sentence;
    }

    /** One English sentence without anything about anybody. */
    public String sentence() {
        return sentence;
    }

    /** The code as it stands on the wire: lower case, words joined by underscores. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
