package org.evenkeel.program;

import org.evenkeel.program.ProgramProblem.Code;

import java.util.Optional;

/**
 * Whom to call when a participant is in danger.
 *
 * @param name who
 * @param phone how
 * @param relation what he is to the participant; may be empty
 * @param mayBeCalled the participant's consent to calling this person; staff see it beside the number
 */
public record EmergencyContact(String name, String phone, String relation, boolean mayBeCalled) {

    /**
     * @throws ProgramProblem when name or phone is missing or malformed
     */
    public EmergencyContact {
        name = Check.text("emergencyName", name, 120);
        phone = Check.text("emergencyPhone", Check.optionalPhone("emergencyPhone", phone), 32);
        relation = Check.optionalText("emergencyRelation", relation, 60);
    }

    /**
     * What was typed, in a form or in a line of a file: one rule for both. Whoever is given is given whole: nobody can
     * be called without a number, and consent is never assumed. A "no" beside nothing else is nobody.
     *
     * @param mayBeCalled empty when it was not answered
     * @throws ProgramProblem when a part is missing, too long or malformed
     */
    public static Optional<EmergencyContact> typed(
            String name, String phone, String relation, Optional<Boolean> mayBeCalled) {
        boolean agreed = mayBeCalled.orElse(false);
        if (name.isBlank() && phone.isBlank() && relation.isBlank() && !agreed) {
            return Optional.empty();
        }
        EmergencyContact contact = new EmergencyContact(name, phone, relation, agreed);
        if (mayBeCalled.isEmpty()) {
            throw new ProgramProblem(Code.MISSING, "emergencyConsent");
        }
        return Optional.of(contact);
    }

    /** Contact data stays out of logs. */
    @Override
    public String toString() {
        return "EmergencyContact[mayBeCalled=" + mayBeCalled + "]";
    }
}
