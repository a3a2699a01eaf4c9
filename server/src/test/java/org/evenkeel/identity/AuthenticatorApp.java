package org.evenkeel.identity;

import java.math.BigInteger;

/** A person's app: knows the secret as it is typed, and shows codes. */
public final class AuthenticatorApp {

    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private AuthenticatorApp() {}

    /** What it shows at a moment, milliseconds UTC. */
    public static String code(String secret, long millis) {
        BigInteger bits = BigInteger.ZERO;
        for (char symbol : secret.toCharArray()) {
            bits = bits.shiftLeft(5).or(BigInteger.valueOf(BASE32.indexOf(symbol)));
        }
        byte[] bytes = new byte[Totp.SECRET_BYTES];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = bits.shiftRight(8 * (bytes.length - 1 - i)).byteValue();
        }
        return new Totp(bytes).code(Totp.stepAt(millis));
    }
}
