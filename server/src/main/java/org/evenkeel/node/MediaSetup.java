package org.evenkeel.node;

import org.evenkeel.child.ChildProblem;
import org.evenkeel.live.MediaDirectory;
import org.evenkeel.live.MediaPlane;
import org.evenkeel.media.JanusMedia;
import org.evenkeel.media.ManagedJanus;
import org.evenkeel.media.MediaAddress;
import org.evenkeel.media.NoMedia;
import org.evenkeel.media.Relays;
import org.evenkeel.media.TurnCredentials;
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
     * The SFU that is configured, else one of our own where this machine has the program, else none.
     *
     * @throws StartProblem when what is configured cannot be used
     */
    static MediaSetup open(Config config, MediaDirectory directory) {
        var media = config.media();
        var relays = relays(media);
        if (media.sfu().isPresent()) {
            var plane = new JanusMedia(media.sfu().get(), directory, relays, () -> {}, WallClock.INSTANCE);
            return new MediaSetup(Optional.empty(), plane);
        }
        var address = media.address().or(MediaAddress::ofThisMachine);
        if (ManagedJanus.isInstalled() && address.isPresent()) {
            var janus = started(config, address.get());
            var plane = new JanusMedia(janus.address(), directory, relays, () -> revive(janus), WallClock.INSTANCE);
            return new MediaSetup(Optional.of(janus), plane);
        }
        LOG.atWarn()
                .addKeyValue("event", "no-media")
                .log("sessions have neither sound nor picture: there is no SFU. " + ManagedJanus.installCommand());
        return new MediaSetup(Optional.empty(), new NoMedia());
    }

    private static ManagedJanus started(Config config, String address) {
        try {
            return ManagedJanus.start(config.dataFolder().resolve("media"), address, config.media().ports());
        } catch (ChildProblem e) {
            throw new StartProblem("The SFU cannot be started: %s (%s)".formatted(e.sentence(), e.code()), e);
        }
    }

    private static Relays relays(MediaConfig media) {
        return media.relay()
                .<Relays>map(
                        relay -> {
                            var credentials = new TurnCredentials(relay, WallClock.INSTANCE);
                            return (session, page) -> credentials.serversFor(session, page.member());
                        })
                .orElseGet(Relays::none);
    }

    private static void revive(ManagedJanus janus) {
        try {
            janus.reviveIfGone();
        } catch (ChildProblem e) {
            LOG.atError().addKeyValue("event", "sfu-not-revived").addKeyValue("code", e.code()).log(e.sentence());
        }
    }

    MediaPlane plane() {
        return plane;
    }

    /** Leaves what flows through an SFU of its own; ends one that was started here. */
    @Override
    public void close() {
        plane.close();
        child.ifPresent(ManagedJanus::close);
    }
}
