package org.evenkeel.program;

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

    /** Contact data stays out of logs. */
    @Override
    public String toString() {
        return "EmergencyContact[mayBeCalled=" + mayBeCalled + "]";
    }
}
