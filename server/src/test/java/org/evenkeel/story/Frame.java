package org.evenkeel.story;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One text frame that a client received.
 *
 * @param text as it came
 * @param json the same, read
 */
public record Frame(String text, JsonNode json) {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /** Reads a frame. */
    public static Frame of(String text) {
        return new Frame(text, MAPPER.readTree(text));
    }

    /** What kind of message it is. */
    public String kind() {
        return json.path("t").asString();
    }

    static JsonMapper mapper() {
        return MAPPER;
    }
}
