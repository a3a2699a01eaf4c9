package org.evenkeel.sql;

import org.evenkeel.program.ConflictStore;
import org.evenkeel.program.EmergencyStore;
import org.evenkeel.program.GateStore;
import org.evenkeel.program.GroupStore;
import org.evenkeel.program.ParticipantStore;
import org.evenkeel.program.ProgramStores;
import org.evenkeel.program.SessionStore;
import org.evenkeel.program.SettingsStore;
import org.evenkeel.program.StaffStore;

/**
 * The clinic's standing facts in the database.
 *
 * @param settings the clinic's settings
 * @param staff staff
 * @param participants participants
 * @param groups groups
 * @param sessions sessions
 * @param gate gate answers
 * @param conflicts pairs who must not meet
 * @param emergencies emergency accesses
 */
public record SqlProgram(
        SettingsStore settings,
        StaffStore staff,
        ParticipantStore participants,
        GroupStore groups,
        SessionStore sessions,
        GateStore gate,
        ConflictStore conflicts,
        EmergencyStore emergencies)
        implements ProgramStores {

    /** All stores over one database. */
    public static SqlProgram in(Database database, SealedColumns sealed) {
        return new SqlProgram(
                new SqlSettings(database),
                new SqlStaff(database, sealed),
                new SqlParticipants(database, sealed),
                new SqlGroups(database),
                new SqlSessions(database),
                new SqlGate(database, sealed),
                new SqlConflicts(database, sealed),
                new SqlEmergencies(database, sealed));
    }
}
