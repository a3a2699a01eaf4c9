package org.evenkeel.media;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.Optional;

/**
 * The requests of the SFU's API that are not a plugin's. Every method blocks until the answer and throws {@link
 * JanusProblem} when there is none or it is a refusal.
 */
record JanusApi(JanusLink link) {

    private static final String PLUGIN = "janus.plugin.videoroom";

    /**
     * A session description on its way.
     *
     * @param type {@code offer} or {@code answer}
     */
    record Jsep(String type, String sdp) {

        static Optional<Jsep> of(JsonNode message) {
            var jsep = message.path("jsep");
            return jsep.isObject()
                    ? Optional.of(new Jsep(jsep.path("type").stringValue(), jsep.path("sdp").stringValue()))
                    : Optional.empty();
        }

        /** Without the description: it holds addresses. */
        @Override
        public String toString() {
            return type;
        }
    }

    long create() {
        return link.ask(JanusJson.request("create"), false).path("data").path("id").longValue();
    }

    /** Takes a session over; whoever had it hears nothing more. */
    void claim(long session) {
        link.ask(of("claim", session), false);
    }

    void keepAlive(long session) {
        link.ask(of("keepalive", session), true);
    }

    /** Ends a session and everything attached to it. */
    void destroy(long session) {
        link.ask(of("destroy", session), false);
    }

    /**
     * @param opaque names the owner, for who takes over
     */
    long attach(long session, String opaque) {
        var request = of("attach", session).put("plugin", PLUGIN).put("opaque_id", opaque);
        return link.ask(request, false).path("data").path("id").longValue();
    }

    void detach(long session, long handle) {
        link.ask(of("detach", session).put("handle_id", handle), false);
    }

    /** A plugin request; the answer's event, or its immediate reply. */
    JsonNode message(long session, long handle, ObjectNode body, Optional<Jsep> jsep) {
        var request = of("message", session).put("handle_id", handle);
        request.set("body", body);
        jsep.ifPresent(it -> request.set("jsep", JanusJson.object().put("type", it.type()).put("sdp", it.sdp())));
        return link.ask(request, false);
    }

    /**
     * @param candidate the ready-made object
     */
    void trickle(long session, long handle, ObjectNode candidate) {
        var request = of("trickle", session).put("handle_id", handle);
        request.set("candidate", candidate);
        link.ask(request, true);
    }

    private static ObjectNode of(String what, long session) {
        return JanusJson.request(what).put("session_id", session);
    }
}
