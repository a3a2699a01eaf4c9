package org.evenkeel.wire;

import java.util.Locale;

/**
 * The fixed words of the protocol. They stand on the wire in lower case; {@code Translator} maps them to the room's own
 * types, one by one, so that a rename in the rules cannot change the protocol unseen.
 */
public final class Words {

    private Words() {}

    /** The word as it stands on the wire. */
    public static String wire(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }

    /** Where a session stands. */
    public enum Phase {
        PREPARED,
        STARTED,
        ENDED
    }

    /** What a person is in this room; it comes from the roster. */
    public enum Role {
        FACILITATOR,
        CO_FACILITATOR,
        MODERATOR,
        PEER_MENTOR,
        OBSERVER,
        INTERPRETER,
        PARTICIPANT,
        GUEST
    }

    /** Whether a person may be in the room. */
    public enum Standing {
        WAITING,
        ADMITTED,
        DECLINED,
        REMOVED,
        BARRED
    }

    /** The standings of somebody who is neither in the room nor waiting. */
    public enum OutsideStanding {
        DECLINED,
        REMOVED,
        BARRED
    }

    /** Why a waiting person waits. Participants are never told {@code not_now}: for them it reads {@code arrived}. */
    public enum Cause {
        ARRIVED,
        NOT_NOW,
        SENT_BACK,
        PARKED,
        CAME_BACK
    }

    /** Whether the person's socket is there. */
    public enum Presence {
        CONNECTED,
        RECONNECTING
    }

    /** How staff see a waiting person against today's roster. */
    public enum Expected {
        TODAY,
        OTHER_ROSTER,
        UNKNOWN
    }

    /** The two ways to take somebody out. */
    public enum Removal {
        MAY_RETURN,
        BARRED
    }

    /** Why staff removed somebody; for the record, never shown to participants. */
    public enum RemovalReason {
        SAFETY,
        DISRUPTION,
        PRIVACY,
        IMPAIRED,
        WRONG_ROOM,
        OTHER
    }

    /** Who can read a written message. */
    public enum MessageKind {
        /** Everybody in the room. */
        ROOM,
        /** From a member or waiting person to staff. */
        TO_STAFF,
        /** Among staff. */
        STAFF,
        /** From staff to one person. */
        LINE,
        /** From staff to all who wait. */
        WAITING_LINE
    }

    /** How sound and picture travel. */
    public enum MediaMode {
        /** Through the clinic's own SFU. */
        SFU,
        /** From browser to browser. */
        MESH,
        /** Not at all. */
        NONE
    }

    /** The two peer connections of a page. */
    public enum Side {
        /** Its own microphone, camera and screen. */
        SEND,
        /** Everybody else's. */
        RECEIVE
    }

    /** What a track carries. */
    public enum TrackKind {
        MICROPHONE,
        CAMERA,
        SCREEN
    }
}
