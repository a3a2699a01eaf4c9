package org.evenkeel.program;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is typed about a participant.
 *
 * @param reference the program's own number for him; one person each; stands in exports instead of the name
 * @param fullName what staff see
 * @param displayName what others in the room see; given empty, it becomes first name and initial
 * @param language the language of his screens
 * @param phone empty when unknown
 * @param emergencyContact whom to call when he is in danger
 */
public record ParticipantDetails(
        String reference,
        String fullName,
        String displayName,
        Language language,
        String phone,
        Optional<EmergencyContact> emergencyContact) {

    private static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/-]*");
    private static final Pattern SPACES = Pattern.compile("\\s+");

    /**
     * @throws ProgramProblem when a field is missing, too long or malformed
     */
    public ParticipantDetails {
        reference = Check.matching("reference", reference, 40, REFERENCE);
        fullName = Check.text("fullName", fullName, 120);
        displayName = Check.optionalText("displayName", displayName, 60);
        if (displayName.isEmpty()) {
            displayName = shortened(fullName);
        }
        Objects.requireNonNull(language, "language");
        phone = Check.optionalPhone("phone", phone);
        Objects.requireNonNull(emergencyContact, "emergencyContact");
    }

    /** First name and the last name's initial: "Robin Example" becomes "Robin E."; a single name stays as it is. */
    static String shortened(String fullName) {
        String[] words = SPACES.split(fullName.strip());
        String first = words[0].length() > 50 ? words[0].substring(0, 50) : words[0];
        if (words.length == 1) {
            return first;
        }
        String last = words[words.length - 1];
        return first + " " + Character.toString(Character.toUpperCase(last.codePointAt(0))) + ".";
    }

    /** Names and contact data stay out of logs. */
    @Override
    public String toString() {
        return "ParticipantDetails[" + language + "]";
    }
}
