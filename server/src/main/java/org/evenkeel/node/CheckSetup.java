package org.evenkeel.node;

import org.evenkeel.check.CheckPlan;
import org.evenkeel.check.Machine;
import org.evenkeel.edge.EdgeServer;
import org.evenkeel.media.ManagedJanus;
import org.evenkeel.redis.EmbeddedRedis;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** From the configuration to what is looked at. Starts nothing and makes no file. */
final class CheckSetup {

    private CheckSetup() {}

    static CheckPlan plan(Config config, List<Path> secrets, boolean slow) {
        var listen = config.listen();
        return new CheckPlan(
                config.publicAddress().map(URI::create),
                new CheckPlan.Listen(
                        listen.host(),
                        listen.port(),
                        listen.tls().isPresent(),
                        listen.trustedProxies(),
                        config.metrics().stream().mapToInt(InetSocketAddress::getPort).findFirst()),
                new CheckPlan.Folders(config.dataFolder(), config.keyFolder(), config.dayKeyFolder(), secrets),
                config.database(),
                redis(config),
                media(config),
                config.media().relay(),
                slow,
                config.accepted(),
                listen.tls().map(files -> () -> EdgeServer.problemWith(files, WallClock.INSTANCE.instant())),
                CheckPlan.Issuers.ofThisMachine(),
                Machine.here(),
                WallClock.INSTANCE);
    }

    private static CheckPlan.Redis redis(Config config) {
        var own = config.redis().isEmpty();
        return new CheckPlan.Redis(
                own, own ? EmbeddedRedis.lastAddress(config.dataFolder().resolve("redis")) : config.redis());
    }

    private static CheckPlan.Media media(Config config) {
        var media = config.media();
        boolean own = media.sfu().isEmpty();
        boolean installed = ManagedJanus.isInstalled();
        return new CheckPlan.Media(
                own,
                installed,
                own && installed ? ManagedJanus.lastAddress(config.dataFolder().resolve("media")) : media.sfu(),
                media.mesh() != MediaConfig.Mesh.OFF,
                media.address(),
                media.ports());
    }
}
