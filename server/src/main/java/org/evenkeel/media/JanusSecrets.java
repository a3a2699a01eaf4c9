package org.evenkeel.media;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a Janus of ours wants to hear, all made from one secret that lies in a file.
 *
 * @param api with each request
 * @param admin with each request to the admin API
 * @param key with each new room
 */
record JanusSecrets(String api, String admin, String key) {

    static JanusSecrets from(String secret) {
        return new JanusSecrets(derived(secret, "api"), derived(secret, "admin"), derived(secret, "rooms"));
    }

    private static String derived(String secret, String use) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), mac.getAlgorithm()));
            return HexFormat.of().formatHex(mac.doFinal(use.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA-256", e);
        }
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return "secrets";
    }
}
