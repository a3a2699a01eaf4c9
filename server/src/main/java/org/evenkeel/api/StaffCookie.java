package org.evenkeel.api;

import org.evenkeel.edge.Cookies;
import org.evenkeel.edge.HttpCall;
import org.evenkeel.identity.IdentityLimits;
import org.evenkeel.identity.Secret;

/** The staff's sign-in as the browser keeps it: out of any script's reach, never sent from another site. */
record StaffCookie(IdentityLimits limits) {

    static final String NAME = "evenkeel_staff";

    /** The {@code Set-Cookie} value of a new sign-in. */
    String set(HttpCall call, Secret secret) {
        return Cookies.set(NAME, secret.value(), limits.staffAbsolute().toSeconds(), call.secure());
    }

    /** The {@code Set-Cookie} value that takes it away. */
    String clear(HttpCall call) {
        return Cookies.clear(NAME, call.secure());
    }
}
