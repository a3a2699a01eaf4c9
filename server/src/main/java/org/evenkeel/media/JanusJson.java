package org.evenkeel.media;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** JSON as the SFU speaks it. */
final class JanusJson {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private JanusJson() {}

    static JsonNode read(String text) {
        return MAPPER.readTree(text);
    }

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static ArrayNode list() {
        return MAPPER.createArrayNode();
    }

    /** A request of the API. */
    static ObjectNode request(String what) {
        return object().put("janus", what);
    }

    /** What a plugin's event carries. */
    static JsonNode data(JsonNode message) {
        return message.path("plugindata").path("data");
    }
}
