package org.evenkeel.wire;

import tools.jackson.core.io.JsonStringEncoder;

import java.nio.charset.StandardCharsets;

/** How the HTTP API says no: {@code {"error":{"code","text"}}}, with the same kind of codes as the socket. */
public final class ErrorBody {

    private ErrorBody() {}

    /**
     * The body as UTF-8 JSON.
     *
     * @param code stable, for programs
     * @param text one English sentence without anything about anybody
     */
    public static byte[] write(String code, String text) {
        String json = "{\"error\":{\"code\":\"" + quoted(code) + "\",\"text\":\"" + quoted(text) + "\"}}";
        return json.getBytes(StandardCharsets.UTF_8);
    }

    private static String quoted(String text) {
        return new String(JsonStringEncoder.getInstance().quoteAsCharArray(text));
    }
}
