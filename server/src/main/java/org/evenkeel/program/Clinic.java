package org.evenkeel.program;

import java.time.InstantSource;

/**
 * All use cases over the clinic's standing facts: what screens, imports and the demo loader call.
 *
 * @param settings the clinic's settings
 * @param staff staff accounts
 * @param participants participants
 * @param imports files of participants
 * @param groups groups
 * @param schedule sessions
 * @param gate answers at the entry gate
 * @param conflicts pairs who must not meet
 * @param emergencies emergency access to contact facts
 * @param emergencyReviews what becomes of it afterwards
 */
public record Clinic(
        SettingsAdministration settings,
        StaffAdministration staff,
        ParticipantAdministration participants,
        ParticipantImport imports,
        GroupAdministration groups,
        Schedule schedule,
        GateBook gate,
        ConflictAdministration conflicts,
        EmergencyAccesses emergencies,
        EmergencyReviews emergencyReviews) {

    /**
     * The use cases over one set of stores.
     *
     * @param departures told when somebody is deactivated
     */
    public static Clinic over(ProgramStores stores, InstantSource clock, RandomBytes random, Departures departures) {
        RosterRules rules = new RosterRules(stores.staff(), stores.participants());
        Schedule schedule = new Schedule(stores, rules, clock, random);
        ParticipantAdministration participants =
                new ParticipantAdministration(stores.participants(), random, departures);
        GroupAdministration groups = new GroupAdministration(stores.groups(), rules, schedule, random);
        return new Clinic(
                new SettingsAdministration(stores.settings()),
                new StaffAdministration(stores.staff(), random, departures),
                participants,
                new ParticipantImport(participants, groups),
                groups,
                schedule,
                new GateBook(stores.sessions(), stores.gate(), clock),
                new ConflictAdministration(stores.conflicts(), stores.participants()),
                new EmergencyAccesses(stores, clock, random),
                new EmergencyReviews(stores, clock));
    }
}
