package org.evenkeel.edge;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Whether bytes are UTF-8 to the letter, as RFC 6455 asks of every text message: no overlong forms, no surrogates. */
final class Utf8 {

    private Utf8() {}

    static boolean isValid(byte[] bytes) {
        for (byte each : bytes) {
            if (each < 0) {
                return decodes(bytes);
            }
        }
        return true;
    }

    private static boolean decodes(byte[] bytes) {
        try {
            StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes)); // a new decoder reports what is malformed
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
