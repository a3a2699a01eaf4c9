package org.evenkeel.room;

/**
 * What a person is in one room. It comes from the roster, never from being first or being present: hosts by presence
 * get locked out of their own lobby. Nobody is promoted because somebody else dropped.
 */
public enum Role {
    /** Holds the session; credentialed in therapy kinds. */
    FACILITATOR,
    /** Holds the session together with the facilitator and becomes acting lead when the lead drops. */
    CO_FACILITATOR,
    /** Moderates without a clinical licence (support groups). */
    MODERATOR,
    /** A person with lived experience who helps, or leads a peer group; sees names and hands, not charts. */
    PEER_MENTOR,
    /** Visible label, cannot speak, is not counted. */
    OBSERVER,
    /** Speaks for others; is not counted. */
    INTERPRETER,
    /** A participant of the program: the person whom attendance is about. */
    PARTICIPANT,
    /** Family: bound to one participant and one session. */
    GUEST;

    /** Whether this role moderates: the four roles that {@link Rights} gives acts over others. */
    public boolean isStaff() {
        return switch (this) {
            case FACILITATOR, CO_FACILITATOR, MODERATOR, PEER_MENTOR -> true;
            case OBSERVER, INTERPRETER, PARTICIPANT, GUEST -> false;
        };
    }

    /** Whether this role may see gate answers and other chart facts (domain: peer mentors and moderators may not). */
    public boolean isCare() {
        return this == FACILITATOR || this == CO_FACILITATOR;
    }

    /** Whether the person goes straight in: staff pass lock and waiting room always; so do those whom staff brought. */
    public boolean passesWaitingRoom() {
        return switch (this) {
            case FACILITATOR, CO_FACILITATOR, MODERATOR, PEER_MENTOR, OBSERVER, INTERPRETER -> true;
            case PARTICIPANT, GUEST -> false;
        };
    }

    /** Whether attendance is computed for this role and the room's cap counts it. */
    public boolean isCounted() {
        return this == PARTICIPANT;
    }
}
