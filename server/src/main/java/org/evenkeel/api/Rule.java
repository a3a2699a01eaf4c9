package org.evenkeel.api;

import org.evenkeel.program.Access;

/** Who may use a resource at all; which of its things he may see, its handler decides. */
public sealed interface Rule {

    /** Everybody; the resource limits how often by itself. */
    record Anybody() implements Rule {}

    /** A participant with a visit. */
    record Visitor() implements Rule {}

    /** A member of staff whose sign-in may want further steps; the resource looks which. */
    record Underway() implements Rule {}

    /** Any member of staff who is signed in. */
    record SignedIn() implements Rule {}

    /** Staff whose roles allow this. */
    record Allowed(Access.Action action, Access access) implements Rule {}
}
