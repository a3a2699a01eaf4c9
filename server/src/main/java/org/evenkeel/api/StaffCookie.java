package org.evenkeel.api;

import org.evenkeel.edge.Cookies;
import org.evenkeel.edge.HttpCall;
import org.evenkeel.identity.IdentityLimits;
import org.evenkeel.identity.Secret;
import org.evenkeel.identity.SignInThrottle;

import java.time.Duration;

/** The staff's sign-in as the browser keeps it: out of any script's reach, never sent from another site. */
record StaffCookie(IdentityLimits limits) {

    static final String NAME = "evenkeel_staff";

    /** Stays when somebody signs out: it opens nothing. */
    private static final String DEVICE = "evenkeel_device";

    /** The {@code Set-Cookie} value of a new sign-in. */
    String set(HttpCall call, Secret secret) {
        return Cookies.set(NAME, secret.value(), limits.staffAbsolute().toSeconds(), call.secure());
    }

    /** From where a request comes, as far as the throttle asks. */
    static SignInThrottle.From from(HttpCall call) {
        return new SignInThrottle.From(call.address(), call.cookie(DEVICE));
    }

    /** The {@code Set-Cookie} value by which a browser shows later that it is no stranger. */
    static String setDevice(HttpCall call, Secret secret, Duration kept) {
        return Cookies.set(DEVICE, secret.value(), kept.toSeconds(), call.secure());
    }

    /** The {@code Set-Cookie} value that takes it away. */
    String clear(HttpCall call) {
        return Cookies.clear(NAME, call.secure());
    }
}
