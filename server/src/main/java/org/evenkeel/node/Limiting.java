package org.evenkeel.node;

import org.evenkeel.edge.EdgeConfig;
import org.evenkeel.edge.HttpLimits;
import org.evenkeel.edge.SocketLimits;
import org.evenkeel.wire.Limits;
import org.evenkeel.wire.Rate;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** From the configuration to what the edge wants to be told. */
final class Limiting {

    private static final int TEN_SECONDS = 10_000;
    private static final int A_MINUTE = 60_000;

    private Limiting() {}

    static Limits wire(Config config) {
        var usual = Limits.defaults();
        return new Limits(
                usual.frameBytes(),
                usual.signalBytes(),
                usual.textCharacters(),
                usual.unacknowledged(),
                new Rate(config.rates().commandsPer10s(), TEN_SECONDS),
                new Rate(config.rates().messagesPer10s(), TEN_SECONDS),
                usual.doorbell(),
                usual.pings(),
                usual.signals(),
                usual.sockets(),
                usual.pingEveryMillis(),
                usual.lostAfterMillis(),
                usual.slowAfterMillis(),
                usual.firstFrameMillis());
    }

    static EdgeConfig edge(Config config, Limits limits) {
        var listen = config.listen();
        return new EdgeConfig(
                listen.host(),
                listen.port(),
                listen.tls(),
                listen.eventLoops(),
                config.publicAddress().map(Set::of).orElse(Set.of()),
                listen.trustedProxies(),
                http(config),
                sockets(config),
                limits);
    }

    private static HttpLimits http(Config config) {
        var usual = HttpLimits.defaults();
        return new HttpLimits(
                usual.lineBytes(),
                usual.headerBytes(),
                usual.bodyBytes(),
                usual.headMillis(),
                usual.bodyMillis(),
                usual.idleMillis(),
                usual.replyMillis(),
                usual.connections(),
                usual.running(),
                new Rate(config.rates().requestsPerMinute(), A_MINUTE));
    }

    private static SocketLimits sockets(Config config) {
        var usual = SocketLimits.defaults();
        int frames = Math.max(usual.frames().burst(), 4 * config.rates().commandsPer10s());
        return new SocketLimits(
                usual.lowWater(),
                usual.highWater(),
                usual.mostUnsent(),
                usual.closeGraceMillis(),
                new Rate(frames, TEN_SECONDS),
                new Rate(config.rates().socketsPerMinute(), A_MINUTE));
    }

    /** The limits that stand above their defaults, by key: a measurement must name them. */
    static Map<String, String> raised(Config config) {
        var rates = config.rates();
        var raised = new TreeMap<String, String>();
        raised(raised, ConfigKey.RATE_COMMANDS, rates.commandsPer10s());
        raised(raised, ConfigKey.RATE_CHAT, rates.messagesPer10s());
        raised(raised, ConfigKey.RATE_SOCKETS, rates.socketsPerMinute());
        raised(raised, ConfigKey.RATE_REQUESTS, rates.requestsPerMinute());
        return raised;
    }

    private static void raised(Map<String, String> raised, ConfigKey key, int value) {
        if (value > Integer.parseInt(key.fallback())) {
            raised.put(key.name(), Integer.toString(value));
        }
    }
}
