package org.evenkeel.node;

import org.evenkeel.child.ChildProblem;
import org.evenkeel.live.MediaDirectory;
import org.evenkeel.live.MediaPlane;
import org.evenkeel.media.JanusMedia;
import org.evenkeel.media.ManagedJanus;
import org.evenkeel.media.MediaAddress;
import org.evenkeel.media.NoMedia;
import org.evenkeel.media.PortRange;
import org.evenkeel.media.Relays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Optional;

/** How sound and picture travel with this configuration, and the SFU that was started for it. */
final class MediaSetup implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MediaSetup.class);

    private final Optional<ManagedJanus> child;
    private final MediaPlane plane;

    private MediaSetup(Optional<ManagedJanus> child, MediaPlane plane) {
        this.child = child;
        this.plane = plane;
    }

    /**
     * @throws StartProblem when what is configured cannot be used
     */
    static MediaSetup open(Config config, MediaDirectory directory) {
        var address = MediaAddress.ofThisMachine();
        if (!ManagedJanus.isInstalled() || address.isEmpty()) {
            LOG.atWarn()
                    .addKeyValue("event", "no-media")
                    .log("there is no SFU: sessions have neither sound nor picture");
            return new MediaSetup(Optional.empty(), new NoMedia());
        }
        try {
            var janus =
                    ManagedJanus.start(
                            config.dataFolder().resolve("media"), address.get(), new PortRange(20_000, 20_999));
            var plane =
                    new JanusMedia(janus.address(), directory, Relays.none(), () -> revive(janus), WallClock.INSTANCE);
            return new MediaSetup(Optional.of(janus), plane);
        } catch (ChildProblem e) {
            throw new StartProblem(e.getMessage(), e);
        }
    }

    private static void revive(ManagedJanus janus) {
        try {
            janus.reviveIfGone();
        } catch (ChildProblem e) {
            LOG.atError().addKeyValue("event", "sfu-not-revived").log(e.getMessage());
        }
    }

    MediaPlane plane() {
        return plane;
    }

    @Override
    public void close() {
        plane.close();
        child.ifPresent(ManagedJanus::close);
    }
}
