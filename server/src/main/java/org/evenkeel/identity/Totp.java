package org.evenkeel.identity;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Time-based one-time codes (RFC 6238) as every authenticator app makes them: HMAC-SHA-1, six digits, a step of 30
 * seconds. Why the JDK's Mac and no library: decision 0024.
 *
 * @param secret 160 random bits
 */
record Totp(byte[] secret) {

    static final int SECRET_BYTES = 20;

    private static final long STEP_MILLIS = 30_000;
    private static final int DIGITS = 6;
    private static final int MODULUS = 1_000_000;

    /** A clock that is off by up to a step on either side still signs in. */
    private static final int WINDOW = 1;

    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /** One from its stored text. */
    static Totp of(String stored) {
        return new Totp(Base64.getDecoder().decode(stored));
    }

    /** As it is stored, before it is sealed. */
    String stored() {
        return Base64.getEncoder().encodeToString(secret);
    }

    /** The step that a moment lies in. */
    static long stepAt(long millis) {
        return Math.floorDiv(millis, STEP_MILLIS);
    }

    /** The code of a step (RFC 4226, section 5.3, with the step as the counter). */
    String code(long step) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "HmacSHA1"));
            byte[] hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
            int offset = hash[hash.length - 1] & 0xf;
            int number = ByteBuffer.wrap(hash, offset, Integer.BYTES).getInt() & 0x7fff_ffff;
            return String.format(Locale.ROOT, "%0" + DIGITS + "d", number % MODULUS);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA1", e);
        }
    }

    /** The step around a moment whose code this is; every step of the window is looked at, whichever fits. */
    OptionalLong stepOf(String typed, long millis) {
        byte[] presented = typed.getBytes(StandardCharsets.UTF_8);
        long now = stepAt(millis);
        OptionalLong found = OptionalLong.empty();
        for (long step : LongStream.rangeClosed(now - WINDOW, now + WINDOW).toArray()) {
            if (MessageDigest.isEqual(code(step).getBytes(StandardCharsets.UTF_8), presented)) {
                found = OptionalLong.of(step);
            }
        }
        return found;
    }

    /** What somebody typed as a code, without the blanks that apps show; empty when it is no such code. */
    static Optional<String> typed(String text) {
        return Optional.of(text.replaceAll("[\\s-]", "")).filter(code -> code.matches("[0-9]{" + DIGITS + "}"));
    }

    /** The secret as it is typed into an app. */
    String text() {
        StringBuilder text = new StringBuilder();
        int buffer = 0;
        int bits = 0;
        for (byte each : secret) {
            buffer = buffer << Byte.SIZE | each & 0xff;
            bits += Byte.SIZE;
            while (bits >= 5) {
                bits -= 5;
                text.append(BASE32.charAt(buffer >> bits & 0x1f));
            }
            buffer &= (1 << bits) - 1;
        }
        return bits == 0 ? text.toString() : text.append(BASE32.charAt(buffer << 5 - bits & 0x1f)).toString();
    }

    /**
     * The address in the QR code.
     *
     * @param issuer what the app shows above the code
     * @param account whose it is, as the app shows it
     */
    String address(String issuer, String account) {
        return "otpauth://totp/%s:%s?secret=%s&issuer=%s&algorithm=SHA1&digits=%d&period=%d"
                .formatted(encoded(issuer), encoded(account), text(), encoded(issuer), DIGITS, STEP_MILLIS / 1_000);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Prints nothing of itself. */
    @Override
    public String toString() {
        return "Totp[]";
    }
}
