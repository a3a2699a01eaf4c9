package org.evenkeel.api;

import org.evenkeel.edge.HttpCall;
import org.evenkeel.edge.RateLimiter;
import org.evenkeel.room.PersonId;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;

/**
 * How often somebody may try to get in: by name or link first, by address second, because a whole house shares one
 * address. Counts tries, not failures: what was tried before tells nothing about whether it exists.
 *
 * @param signInNames tries for one sign-in name
 * @param signInAddresses tries to sign in from one address
 * @param linkTokens tries of one link
 * @param linkAddresses tries of links from one address
 */
public record ApiRates(
        RateLimiter signInNames, RateLimiter signInAddresses, RateLimiter linkTokens, RateLimiter linkAddresses) {

    private static final int PREFIX = 16;

    public ApiRates {
        Objects.requireNonNull(signInNames, "signInNames");
        Objects.requireNonNull(signInAddresses, "signInAddresses");
        Objects.requireNonNull(linkTokens, "linkTokens");
        Objects.requireNonNull(linkAddresses, "linkAddresses");
    }

    /** Goes on only when this name and this address may try once more. */
    void signIn(HttpCall call, String name) {
        pass(signInNames, hashed(name.strip().toLowerCase(Locale.ROOT)), signInAddresses, call);
    }

    /** Goes on only when this person may try a code or a proof once more. */
    void code(HttpCall call, PersonId person) {
        pass(signInNames, "code:" + person.value(), signInAddresses, call);
    }

    /** Goes on only when this link and this address may try once more. */
    void link(HttpCall call, String token) {
        pass(linkTokens, hashed(token.substring(0, Math.min(PREFIX, token.length()))), linkAddresses, call);
    }

    private static void pass(RateLimiter first, String key, RateLimiter second, HttpCall call) {
        if (!first.allow(key) || !second.allow(call.address())) {
            throw new ApiProblem(ApiCode.TOO_FAST);
        }
    }

    /** Neither names nor parts of secrets stay in memory. */
    private static String hashed(String key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
