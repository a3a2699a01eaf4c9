package org.evenkeel.edge;

import java.util.Map;

/** What will be done with a request, decided from its first line and headers. */
sealed interface RequestPlan {

    /** Largest body that is taken; what is more is refused. */
    int bodyBytes();

    /** Answered at once; the connection ends with it. */
    record Refuse(HttpReply reply) implements RequestPlan {
        @Override
        public int bodyBytes() {
            return 0;
        }
    }

    /** Answered from memory. */
    record Answer(HttpReply reply, int bodyBytes) implements RequestPlan {}

    /** Handed to a handler. */
    record Run(HttpRouter.Route route, Map<String, String> parameters, int bodyBytes) implements RequestPlan {}

    /** Becomes a WebSocket. */
    record Upgrade(String address) implements RequestPlan {
        @Override
        public int bodyBytes() {
            return 0;
        }
    }
}
