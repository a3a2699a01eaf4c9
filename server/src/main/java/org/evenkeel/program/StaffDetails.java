package org.evenkeel.program;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What is typed about a member of staff.
 *
 * @param loginName what he signs in with; kept in lower case, one person each
 * @param fullName what staff and documents see
 * @param displayName what participants see
 * @param roles at least one
 * @param credential how the licence is written after the name ("LCSW"); empty when there is none
 * @param credentialed whether he counts as credentialed where a kind of group needs that
 * @param licenceStates two-letter states he is licensed in
 */
public record StaffDetails(
        String loginName,
        String fullName,
        String displayName,
        Set<StaffRole> roles,
        String credential,
        boolean credentialed,
        Set<String> licenceStates) {

    private static final Pattern LOGIN = Pattern.compile("[a-z0-9][a-z0-9._@+-]*");
    private static final Pattern STATE = Pattern.compile("[A-Z]{2}");

    /**
     * @throws ProgramProblem when a field is missing, too long or malformed
     */
    public StaffDetails {
        loginName = Check.matching("loginName", loginName.toLowerCase(Locale.ROOT), 64, LOGIN);
        fullName = Check.text("fullName", fullName, 120);
        displayName = Check.text("displayName", displayName, 60);
        roles = Set.copyOf(roles);
        Check.notEmpty("roles", roles);
        credential = Check.optionalText("credential", credential, 40);
        Check.isTrue("credential", !credentialed || !credential.isEmpty());
        licenceStates =
                licenceStates.stream()
                        .map(state -> Check.matching("licenceStates", state.toUpperCase(Locale.ROOT), 2, STATE))
                        .collect(Collectors.toUnmodifiableSet());
    }

    /** Names stay out of logs. */
    @Override
    public String toString() {
        return "StaffDetails[" + roles + "]";
    }
}
