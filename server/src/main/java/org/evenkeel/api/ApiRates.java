package org.evenkeel.api;

import org.evenkeel.edge.HttpCall;
import org.evenkeel.edge.RateLimiter;
import org.evenkeel.identity.TooManyTries;
import org.evenkeel.room.PersonId;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;

/**
 * How often somebody may open an emergency access, and try a link: by link first, by address second, because a whole
 * house shares one address. Counts tries, not failures: what was tried before tells nothing about whether it exists.
 * How staff sign in is slowed down by {@link org.evenkeel.identity.SignInThrottle}, for all nodes together.
 *
 * @param linkTokens tries of one link
 * @param linkAddresses tries of links from one address
 * @param emergencies emergency accesses that one member of staff opens
 * @param signInRefused runs each time that a try at a sign-in comes too early
 */
public record ApiRates(
        RateLimiter linkTokens, RateLimiter linkAddresses, RateLimiter emergencies, Runnable signInRefused) {

    private static final int PREFIX = 16;

    public ApiRates {
        Objects.requireNonNull(linkTokens, "linkTokens");
        Objects.requireNonNull(linkAddresses, "linkAddresses");
        Objects.requireNonNull(emergencies, "emergencies");
        Objects.requireNonNull(signInRefused, "signInRefused");
    }

    /** Goes on only when this link and this address may try once more. */
    void link(HttpCall call, String token) {
        pass(linkTokens, hashed(token.substring(0, Math.min(PREFIX, token.length()))), linkAddresses, call);
    }

    /** Goes on only when this member of staff may open one more emergency access. */
    void emergency(PersonId staff) {
        if (!emergencies.allow(staff.value())) {
            throw new ApiProblem(ApiCode.TOO_FAST);
        }
    }

    /** The answer to a try at a sign-in that comes too early. */
    ApiProblem tooEarly(TooManyTries refused) {
        signInRefused.run();
        return ApiProblem.tooFast(refused.until());
    }

    private static void pass(RateLimiter first, String key, RateLimiter second, HttpCall call) {
        if (!first.allow(key) || !second.allow(call.address())) {
            throw new ApiProblem(ApiCode.TOO_FAST);
        }
    }

    /** No parts of secrets stay in memory. */
    static String hashed(String key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
