package org.evenkeel.node;

import org.evenkeel.edge.HttpReply;
import org.evenkeel.edge.HttpRouter;
import org.evenkeel.live.NodeKeeper;

import java.nio.charset.StandardCharsets;

/** {@code /healthz}: the process is alive. {@code /readyz}: it may be given people, or which part does not answer. */
final class Health {

    private final Stores stores;
    private final NodeKeeper keeper;

    Health(Stores stores, NodeKeeper keeper) {
        this.stores = stores;
        this.keeper = keeper;
    }

    void routes(HttpRouter.Builder router) {
        router.on("GET", "/healthz", _ -> answer(200, "{\"status\":\"alive\"}"));
        router.on("GET", "/readyz", _ -> ready());
    }

    private HttpReply ready() {
        boolean sql = stores.sql().database().answers();
        boolean clock = keeper.trusted();
        boolean redis = keeper.holdsLease() && stores.redisAnswers();
        boolean all = sql && redis && clock;
        var body =
                "{\"status\":\"%s\",\"sql\":%s,\"redis\":%s,\"clock\":%s}"
                        .formatted(all ? "ready" : "not_ready", sql, redis, clock);
        return answer(all ? 200 : 503, body);
    }

    private static HttpReply answer(int status, String json) {
        return HttpReply.json(status, json.getBytes(StandardCharsets.UTF_8));
    }
}
