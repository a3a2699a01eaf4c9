package org.evenkeel.identity;

import org.evenkeel.program.StaffMember;

/**
 * A member of staff who signed in just now.
 *
 * @param secret goes into the cookie
 * @param csrf what unsafe requests must carry besides
 * @param session the sign-in
 * @param member who
 */
public record SignedIn(Secret secret, String csrf, StaffSession session, StaffMember member) {}
