package org.evenkeel.api;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Why a resource says no: the stable code, its HTTP status, and one sentence that says nothing about anybody. */
enum ApiCode {
    BAD_REQUEST(400, "The request's body cannot be read."),
    SIGNED_OUT(401, "Please sign in again."),
    BAD_CREDENTIALS(401, "The name or the password is not right."),
    NOT_ALLOWED(403, "That is not allowed for you."),
    BAD_CSRF(403, "This page is out of date. Please reload it."),
    UNFINISHED_SIGN_IN(403, "Signing in is not finished."),
    NEEDS_SECOND_FACTOR(403, "This account has no second factor yet: only a supervisor may set its password."),
    OWN_EMERGENCY(403, "Somebody else has to look at one's own emergency access."),
    NO_CREDENTIAL(403, "Signing needs a credentialed facilitator of this session."),
    NOT_FOUND(404, "There is nothing here."),
    LINK_UNKNOWN(404, "This link does not work. Please ask for a new one."),
    CHANGED_MEANWHILE(409, "Somebody else changed this meanwhile. Please look again."),
    CLOSED(409, "This session is over or cancelled."),
    EMERGENCY_OVER(409, "This emergency access is not open. It may have ended."),
    EMERGENCY_OPEN(409, "This emergency access is still open."),
    ENDED(409, "This session has ended."),
    NOT_OPEN(409, "This session is not open yet."),
    ALREADY_SIGNED(409, "This record is signed."),
    NOT_SIGNED(409, "This record is not signed yet."),
    SESSION_RUNNING(409, "This session is still running."),
    NOTHING_TO_AMEND(409, "There is nothing to amend."),
    NAME_TAKEN(422, "This name is already in use."),
    BAD_FIELD(422, "A field is missing or not right."),
    BAD_CODE(422, "The code is not right, or it was used already. Please wait for the next one."),
    BAD_PROOF(422, "That is not right. Please try again."),
    TOO_FAST(429, "Too many tries in a short time. Please wait a few minutes."),
    UNAVAILABLE(503, "This cannot be answered right now. Please try again.");

    private static final Set<ApiCode> WHO =
            EnumSet.of(NOT_ALLOWED, BAD_CSRF, NO_CREDENTIAL, NEEDS_SECOND_FACTOR, OWN_EMERGENCY);

    private final int status;
    private final String sentence;

    ApiCode(int status, String sentence) {
        this.status = status;
        this.sentence = sentence;
    }

    int status() {
        return status;
    }

    String sentence() {
        return sentence;
    }

    /** How long to wait before asking again, where nothing better is known; 0 where that does not help. */
    long waitSeconds() {
        return this == TOO_FAST ? 60 : this == UNAVAILABLE ? 2 : 0;
    }

    /** Whether it refuses who asks, and not what is asked. */
    boolean refusesWhoAsks() {
        return WHO.contains(this);
    }

    /** The code as it stands in the answer: lower case, words joined by underscores. */
    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
