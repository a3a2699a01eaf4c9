package org.evenkeel.program;

import static org.evenkeel.program.StaffRole.COUNSELOR;
import static org.evenkeel.program.StaffRole.IT_ADMIN;
import static org.evenkeel.program.StaffRole.MODERATOR;
import static org.evenkeel.program.StaffRole.PEER_MENTOR;
import static org.evenkeel.program.StaffRole.PRIVACY_OFFICER;
import static org.evenkeel.program.StaffRole.SCHEDULER;
import static org.evenkeel.program.StaffRole.SUPERVISOR;

import java.util.EnumSet;
import java.util.Set;

/**
 * Who may read and who may change what outside rooms: one table, staff role x resource x action; a test walks every
 * cell. What people may do inside a room is the room's own table of rights. Rules: IT administrators configure and read
 * health, never rosters, participants or answers; peer mentors and moderators see display names only.
 */
public enum Access {
    /** The clinic's name, words, phone, time zone. */
    SETTINGS(everybody(), of(SUPERVISOR, IT_ADMIN)),
    /** Staff accounts: names, roles, credentials. */
    STAFF(of(COUNSELOR, SUPERVISOR, SCHEDULER, IT_ADMIN), of(SUPERVISOR, IT_ADMIN)),
    /** Giving somebody a role that can see participants; otherwise an IT administrator could give it to himself. */
    STAFF_ROLES(of(SUPERVISOR), of(SUPERVISOR)),
    /** Passwords, sign-ins and entry links of staff. */
    STAFF_SIGN_IN(of(SUPERVISOR, IT_ADMIN), of(SUPERVISOR, IT_ADMIN)),
    /** Taking away somebody's second factor. Not IT's: who may set passwords besides could sign in as a counselor. */
    STAFF_SECOND_FACTOR(of(SUPERVISOR), of(SUPERVISOR)),
    /** Participants' full names and contact data. */
    PARTICIPANTS(of(COUNSELOR, SUPERVISOR, SCHEDULER), of(COUNSELOR, SUPERVISOR, SCHEDULER)),
    /** Participants' display names. */
    PARTICIPANT_NAMES(of(COUNSELOR, SUPERVISOR, SCHEDULER, PEER_MENTOR, MODERATOR), none()),
    /** Participants' personal links. */
    PARTICIPANT_LINKS(of(COUNSELOR, SUPERVISOR, SCHEDULER), of(COUNSELOR, SUPERVISOR, SCHEDULER)),
    /** Groups: names, slots, leaders. */
    GROUPS(of(COUNSELOR, SUPERVISOR, SCHEDULER, PEER_MENTOR, MODERATOR), of(COUNSELOR, SUPERVISOR, SCHEDULER)),
    /** Who is in a group, and sessions that one does not hold oneself. */
    ROSTERS(of(COUNSELOR, SUPERVISOR, SCHEDULER), of(COUNSELOR, SUPERVISOR, SCHEDULER)),
    /** Sessions: times and states of the own ones, of all with {@link #ROSTERS}. */
    SESSIONS(of(COUNSELOR, SUPERVISOR, SCHEDULER, PEER_MENTOR, MODERATOR), of(COUNSELOR, SUPERVISOR, SCHEDULER)),
    /** Answers at the entry gate: only the person himself writes them. */
    GATE_ANSWERS(of(COUNSELOR, SUPERVISOR), none()),
    /** Attendance; changing is correcting and entering by hand. */
    ATTENDANCE(of(COUNSELOR, SUPERVISOR), of(COUNSELOR, SUPERVISOR)),
    /** Signatures under attendance; changing is signing and amending, which needs a credential besides. */
    SIGNATURES(of(COUNSELOR, SUPERVISOR), of(COUNSELOR, SUPERVISOR)),
    /** Pairs of people who must not meet. */
    CONFLICTS(of(COUNSELOR, SUPERVISOR, SCHEDULER), of(COUNSELOR, SUPERVISOR)),
    /** One participant's contact facts outside his sessions, in an emergency, with a reason. */
    EMERGENCY(of(COUNSELOR, SUPERVISOR), of(COUNSELOR, SUPERVISOR)),
    /** Emergency accesses with their reasons; changing is saying that one was looked at. */
    EMERGENCY_REVIEWS(of(PRIVACY_OFFICER), of(PRIVACY_OFFICER)),
    /** That there were emergency accesses, and by whom: neither whose facts nor why. */
    EMERGENCY_NOTICES(of(SUPERVISOR, PRIVACY_OFFICER), none()),
    /** The audit log: who looked at whose data, with everybody's name. */
    AUDIT(of(PRIVACY_OFFICER), none()),
    /** Whose records are kept though their time is over. */
    LEGAL_HOLDS(of(PRIVACY_OFFICER), of(PRIVACY_OFFICER)),
    /** Health, versions, counts: nothing about people; changing is how much is logged. */
    HEALTH(of(SUPERVISOR, IT_ADMIN), of(IT_ADMIN));

    /** What can be done with a resource. */
    public enum Action {
        READ,
        CHANGE
    }

    private final Set<StaffRole> readers;
    private final Set<StaffRole> changers;

    Access(Set<StaffRole> readers, Set<StaffRole> changers) {
        this.readers = readers;
        this.changers = changers;
    }

    /** Whether somebody with these roles may do this: one role that allows it is enough. */
    public boolean allows(Set<StaffRole> roles, Action action) {
        Set<StaffRole> allowed =
                switch (action) {
                    case READ -> readers;
                    case CHANGE -> changers;
                };
        return roles.stream().anyMatch(allowed::contains);
    }

    private static Set<StaffRole> everybody() {
        return EnumSet.allOf(StaffRole.class);
    }

    private static Set<StaffRole> none() {
        return EnumSet.noneOf(StaffRole.class);
    }

    private static Set<StaffRole> of(StaffRole first, StaffRole... rest) {
        return EnumSet.of(first, rest);
    }
}
