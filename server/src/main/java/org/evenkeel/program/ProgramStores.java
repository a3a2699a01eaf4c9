package org.evenkeel.program;

/** The ports behind the clinic's standing facts, as one set. Each is safe for any thread and may block. */
public interface ProgramStores {

    SettingsStore settings();

    StaffStore staff();

    ParticipantStore participants();

    GroupStore groups();

    SessionStore sessions();

    GateStore gate();

    ConflictStore conflicts();

    EmergencyStore emergencies();
}
