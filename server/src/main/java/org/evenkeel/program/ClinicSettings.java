package org.evenkeel.program;

import java.time.ZoneId;
import java.util.Objects;

/**
 * What a clinic sets once for everybody.
 *
 * @param name the clinic's name; staff see it always
 * @param nameShown whether participants see the name: even the fact of enrolment is protected, so it is off at first
 * @param neutralTitle what a session is called on a participant's screen and in page titles
 * @param phone the number on every screen of trouble; empty while not yet set
 * @param crisisLine the crisis line on every screen of trouble
 * @param zone the program's time zone
 * @param language the language of screens before a person's own language is known
 * @param version counts changes; the one that was read must be given back when saving
 */
public record ClinicSettings(
        String name,
        boolean nameShown,
        String neutralTitle,
        String phone,
        String crisisLine,
        ZoneId zone,
        Language language,
        long version) {

    /**
     * @throws ProgramProblem when a field is missing, too long or malformed
     */
    public ClinicSettings {
        name = Check.text("name", name, 120);
        neutralTitle = Check.text("neutralTitle", neutralTitle, 60);
        phone = Check.optionalPhone("phone", phone);
        crisisLine = Check.text("crisisLine", Check.optionalPhone("crisisLine", crisisLine), 32);
        Objects.requireNonNull(zone, "zone");
        Objects.requireNonNull(language, "language");
    }

    /** What holds until somebody sets it: neutral words, the national crisis line, UTC. Version 0: never saved. */
    public static ClinicSettings initial() {
        return new ClinicSettings("Clinic", false, "Appointment", "", "988", ZoneId.of("UTC"), Language.EN, 0);
    }

    /** The same settings at another version. */
    public ClinicSettings at(long newVersion) {
        return new ClinicSettings(name, nameShown, neutralTitle, phone, crisisLine, zone, language, newVersion);
    }
}
