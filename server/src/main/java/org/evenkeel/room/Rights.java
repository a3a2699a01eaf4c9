package org.evenkeel.room;

import static org.evenkeel.room.Role.CO_FACILITATOR;
import static org.evenkeel.room.Role.FACILITATOR;
import static org.evenkeel.room.Role.GUEST;
import static org.evenkeel.room.Role.INTERPRETER;
import static org.evenkeel.room.Role.MODERATOR;
import static org.evenkeel.room.Role.OBSERVER;
import static org.evenkeel.room.Role.PARTICIPANT;
import static org.evenkeel.room.Role.PEER_MENTOR;

import java.util.EnumSet;
import java.util.Set;

/**
 * Who may give which command: one table, command x role, own or other. It is printed into the protocol document, and a
 * test walks every cell. A command above one's role is refused; nobody is thrown out for it, because races after a
 * change of role hit honest people.
 */
public enum Rights {
    START(of(FACILITATOR, CO_FACILITATOR, MODERATOR, PEER_MENTOR), none()),
    END(of(FACILITATOR, CO_FACILITATOR, MODERATOR, PEER_MENTOR), none()),
    REOPEN(of(FACILITATOR, CO_FACILITATOR, MODERATOR), none()),
    LEAVE(all(), none()),
    PASS_GATE(of(PARTICIPANT, GUEST), none()),
    ADMIT(none(), staff()),
    ADMIT_ALL_EXPECTED(staff(), none()),
    NOT_NOW(none(), staff()),
    DECLINE(none(), staff()),
    UNDO_DECLINE(none(), staff()),
    SEND_BACK(none(), staff()),
    RAISE_HAND(speakers(), none()),
    LOWER_HAND(speakers(), staff()),
    LOWER_ALL_HANDS(staff(), none()),
    RESTORE_HANDS(staff(), none()),
    SET_MICROPHONE(speakers(), none()),
    SET_CAMERA(speakers(), none()),
    MUTE(speakers(), staff()),
    MUTE_ALL(staff(), none()),
    LOCK_SPEAKING(none(), staff()),
    UNLOCK_SPEAKING(none(), staff()),
    LOCK_SPEAKING_FOR_ALL(staff(), none()),
    UNLOCK_SPEAKING_FOR_ALL(staff(), none()),
    STOP_CAMERA(none(), staff()),
    SET_SCREEN(of(FACILITATOR, CO_FACILITATOR, MODERATOR, PEER_MENTOR, PARTICIPANT, GUEST), none()),
    INVITE_SCREEN(none(), staff()),
    STOP_SCREEN(none(), staff()),
    LOCK_ROOM(staff(), none()),
    UNLOCK_ROOM(staff(), none()),
    REMOVE(none(), staff()),
    BAR(none(), of(FACILITATOR, CO_FACILITATOR, MODERATOR)),
    UNDO_REMOVE(none(), staff()),
    UNDO_BAR(none(), of(FACILITATOR, CO_FACILITATOR, MODERATOR)),
    HAND_OVER_LEAD(none(), of(FACILITATOR, CO_FACILITATOR, MODERATOR, PEER_MENTOR)),
    TAKE_LEAD(staff(), none()),
    START_BREAK(staff(), none()),
    END_BREAK(staff(), none()),
    START_TIMER(staff(), none()),
    STOP_TIMER(staff(), none()),
    SAY_IN_ROOM(speakers(), none()),
    WRITE_TO_STAFF(of(PARTICIPANT, GUEST, INTERPRETER), none()),
    SAY_TO_STAFF(staff(), none()),
    WRITE_TO_MEMBER(none(), staff()),
    WRITE_TO_WAITING(staff(), none()),
    ASK_FOR_SUPPORT(of(PARTICIPANT, GUEST), none()),
    SUPPORT_SEEN(none(), staff()),
    SHIELD(of(PARTICIPANT, GUEST), none()),
    LOWER_SHIELD(of(PARTICIPANT, GUEST), none()),
    STEP_ASIDE(none(), staff()),
    END_ASIDE(of(PARTICIPANT, GUEST), staff());

    private final Set<Role> own;
    private final Set<Role> other;

    Rights(Set<Role> own, Set<Role> other) {
        this.own = own;
        this.other = other;
    }

    /** Whether a person of this role may do this concerning himself, or the room as a whole. */
    public boolean own(Role role) {
        return own.contains(role);
    }

    /** Whether a person of this role may do this to another member. */
    public boolean other(Role role) {
        return other.contains(role);
    }

    private static Set<Role> none() {
        return EnumSet.noneOf(Role.class);
    }

    private static Set<Role> all() {
        return EnumSet.allOf(Role.class);
    }

    private static Set<Role> staff() {
        return of(FACILITATOR, CO_FACILITATOR, MODERATOR, PEER_MENTOR);
    }

    private static Set<Role> speakers() {
        return EnumSet.complementOf(EnumSet.of(OBSERVER));
    }

    private static Set<Role> of(Role first, Role... rest) {
        return EnumSet.of(first, rest);
    }
}
