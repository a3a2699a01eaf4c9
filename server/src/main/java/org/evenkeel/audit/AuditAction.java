package org.evenkeel.audit;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What was done: a closed list of stable words. A word stands in rows that are kept for years, so it is never changed
 * and never used for something else; a new thing gets a new word at the end.
 */
public enum AuditAction {
    // --- coming in ---
    STAFF_SIGN_IN("staff.sign-in", Kind.CHANGE),
    STAFF_ENTER("staff.enter-by-link", Kind.CHANGE),
    STAFF_SIGN_OUT("staff.sign-out", Kind.CHANGE),
    STAFF_SELF("staff.read-self", Kind.READ),
    VISIT_BEGIN("visit.begin", Kind.CHANGE),
    VISIT_READ("visit.read", Kind.READ),
    ROOM_TICKET("room.ticket", Kind.CHANGE),
    ROOM_ENTER("room.enter", Kind.READ),
    ROOM_STANDING("room.read-standing", Kind.READ),

    // --- participants ---
    CONTACT_READ("contact.read", Kind.READ),
    PARTICIPANT_LIST("participant.list", Kind.READ),
    PARTICIPANT_CONTACT("participant.read-contact", Kind.READ),
    PARTICIPANT_ADD("participant.add", Kind.CHANGE),
    PARTICIPANT_CHANGE("participant.change", Kind.CHANGE),
    PARTICIPANT_DEACTIVATE("participant.deactivate", Kind.CHANGE),
    PARTICIPANT_ACTIVATE("participant.activate", Kind.CHANGE),
    PARTICIPANT_IMPORT("participant.import", Kind.CHANGE),
    LINK_ISSUE("link.issue", Kind.CHANGE),
    LINK_REVOKE("link.revoke", Kind.CHANGE),
    GATE_READ_OWN("gate.read-own", Kind.READ),
    GATE_ANSWER("gate.answer", Kind.CHANGE),
    GATE_READ("gate.read", Kind.READ),

    // --- groups and sessions ---
    GROUP_LIST("group.list", Kind.READ),
    GROUP_ADD("group.add", Kind.CHANGE),
    GROUP_CHANGE("group.change", Kind.CHANGE),
    GROUP_DEACTIVATE("group.deactivate", Kind.CHANGE),
    GROUP_ACTIVATE("group.activate", Kind.CHANGE),
    SESSION_TODAY("session.today", Kind.READ),
    SESSION_LIST("session.list", Kind.READ),
    SESSION_ADD("session.add", Kind.CHANGE),
    SESSION_CANCEL("session.cancel", Kind.CHANGE),

    // --- attendance ---
    ATTENDANCE_READ("attendance.read", Kind.READ),
    ATTENDANCE_READ_OWN("attendance.read-own", Kind.READ),
    ATTENDANCE_CORRECT("attendance.correct", Kind.CHANGE),
    ATTENDANCE_BY_HAND("attendance.enter-by-hand", Kind.CHANGE),
    ATTENDANCE_SIGN("attendance.sign", Kind.CHANGE),
    ATTENDANCE_AMEND("attendance.amend", Kind.CHANGE),
    ATTENDANCE_EXPORT("attendance.export", Kind.READ),
    ATTENDANCE_VERIFY("attendance.verify", Kind.READ),

    // --- accounts and settings ---
    STAFF_LIST("staff.list", Kind.READ),
    STAFF_ADD("staff.add", Kind.CHANGE),
    STAFF_CHANGE("staff.change", Kind.CHANGE),
    STAFF_DEACTIVATE("staff.deactivate", Kind.CHANGE),
    STAFF_ACTIVATE("staff.activate", Kind.CHANGE),
    STAFF_PASSWORD("staff.set-password", Kind.CHANGE),
    STAFF_REVOKE_SESSIONS("staff.revoke-sessions", Kind.CHANGE),
    STAFF_ENTRY_LINK("staff.issue-entry-link", Kind.CHANGE),
    SETTINGS_CHANGE("settings.change", Kind.CHANGE),

    // --- the record as a whole ---
    BACKUP_MAKE("backup.make", Kind.READ),
    BACKUP_RESTORE("backup.restore", Kind.CHANGE),
    KEYS_ROTATE("keys.rotate", Kind.CHANGE),

    // --- the audit log itself ---
    AUDIT_SEARCH("audit.search", Kind.READ),
    AUDIT_REPORT("audit.report", Kind.READ),
    AUDIT_EXPORT("audit.export", Kind.READ),
    AUDIT_PEOPLE("audit.list-people", Kind.READ),
    AUDIT_VERIFY("audit.verify", Kind.READ),

    // --- retention ---
    HOLD_PLACE("hold.place", Kind.CHANGE),
    HOLD_RELEASE("hold.release", Kind.CHANGE),
    HOLD_LIST("hold.list", Kind.READ),
    RETENTION_SESSION("retention.delete-session", Kind.CHANGE),
    RETENTION_GATE("retention.delete-gate-answers", Kind.CHANGE),
    RETENTION_AUDIT("retention.delete-audit", Kind.CHANGE),

    // --- the machine ---
    SYSTEM_READ("system.read", Kind.READ),
    SYSTEM_LOG_LEVEL("system.log-level", Kind.CHANGE),

    // --- the own account ---
    STAFF_CODE("staff.sign-in-code", Kind.CHANGE),
    ACCOUNT_READ("account.read", Kind.READ),
    ACCOUNT_PASSWORD("account.set-password", Kind.CHANGE),
    ACCOUNT_FACTOR_OFFER("account.offer-second-factor", Kind.CHANGE),
    ACCOUNT_FACTOR("account.set-second-factor", Kind.CHANGE),
    ACCOUNT_FACTOR_REMOVE("account.remove-second-factor", Kind.CHANGE),
    ACCOUNT_RECOVERY("account.renew-recovery-codes", Kind.CHANGE),
    ACCOUNT_NOTICES("account.see-notices", Kind.CHANGE),
    ACCOUNT_END_SIGN_IN("account.end-sign-in", Kind.CHANGE),
    STAFF_FACTOR_RESET("staff.reset-second-factor", Kind.CHANGE),

    // --- emergency access ---
    EMERGENCY_OPEN("emergency.open", Kind.CHANGE),
    EMERGENCY_READ("emergency.read", Kind.READ),
    EMERGENCY_CLOSE("emergency.close", Kind.CHANGE),
    EMERGENCY_TOLD("emergency.count", Kind.READ),
    EMERGENCY_LIST("emergency.list", Kind.READ),
    EMERGENCY_REVIEW("emergency.review", Kind.CHANGE),
    RETENTION_EMERGENCY("retention.delete-emergency-access", Kind.CHANGE);

    /** Whether it leaves anything changed. */
    public enum Kind {
        READ,
        CHANGE
    }

    private final String word;
    private final Kind kind;

    AuditAction(String word, Kind kind) {
        this.word = word;
        this.kind = kind;
    }

    /** As it stands in rows, on the wire and on the command line. */
    public String word() {
        return word;
    }

    /** Whether something is changed by it, so that its row must be written even when the answer cannot be given. */
    public boolean changes() {
        return kind == Kind.CHANGE;
    }

    /** The action of this word. */
    public static Optional<AuditAction> of(String word) {
        String plain = word.strip().toLowerCase(Locale.ROOT);
        return Arrays.stream(values()).filter(action -> action.word.equals(plain)).findFirst();
    }
}
