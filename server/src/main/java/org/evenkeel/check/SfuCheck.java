package org.evenkeel.check;

import org.evenkeel.media.JanusLook;
import org.evenkeel.media.JanusLook.Media;
import org.evenkeel.media.JanusLook.Room;
import org.evenkeel.media.JanusLook.Seen;
import org.evenkeel.media.MediaAddress;
import org.evenkeel.media.SfuAddress;
import org.evenkeel.room.SessionId;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The SFU: its APIs, a room of our own in it, and the way of a sender's packets.
 *
 * @param target told where media go, once that is known
 */
record SfuCheck(CheckPlan plan, CompletableFuture<Optional<InetSocketAddress>> target) implements Check {

    private static final int CONNECT_MILLIS = 500;

    @Override
    public Subject subject() {
        return Subject.SFU;
    }

    @Override
    public Duration longest() {
        return Duration.ofSeconds(20);
    }

    @Override
    public List<Finding> look() throws InterruptedException {
        try {
            var sfu = plan.media().sfu();
            return sfu.isPresent() ? at(sfu.get()) : Subject.only(none());
        } finally {
            target.complete(Optional.empty());
        }
    }

    private Finding none() {
        if (plan.media().mesh()) {
            return onlyMesh();
        }
        var data = plan.folders().data();
        if (plan.media().installed() && Machine.isClosed(data)) {
            return subject().closed(data);
        }
        return plan.media().installed()
                ? subject()
                        .warning("The server starts its own Janus, and none was started in this data folder yet.")
                        .doing("Start the server, then check again.")
                : nothing();
    }

    /** Browsers may meet without one. */
    static Finding onlyMesh() {
        return Subject.SFU
                .warning("There is no SFU: browsers meet directly or over the relay.")
                .doing("For groups install Janus, or name one by media.sfu-address.");
    }

    /** Neither one nor another way. */
    static Finding nothing() {
        return Subject.SFU
                .warning("There is no SFU: sessions have neither sound nor picture.")
                .doing("Install Janus, or name one by media.sfu-address.");
    }

    private List<Finding> at(SfuAddress sfu) throws InterruptedException {
        return switch (JanusLook.at(sfu, new SessionId("check-" + UUID.randomUUID()))) {
            case JanusLook.Silent _ -> Subject.only(silent(sfu));
            case JanusLook.Refused _ ->
                    Subject.only(subject().broken("What answers at %s does not take the secret.", sfu));
            case Seen seen -> seen(sfu, seen);
        };
    }

    private Finding silent(SfuAddress sfu) {
        return plan.media().own()
                ? subject()
                        .broken("The Janus that the server starts itself does not answer at %s.", sfu)
                        .doing(
                                "Start the server (sudo systemctl restart evenkeel); see media/janus.log in the data"
                                        + " folder.")
                : subject().broken("Nobody answers at %s.", sfu);
    }

    private List<Finding> seen(SfuAddress sfu, Seen seen) {
        var findings = new ArrayList<Finding>();
        findings.add(subject().fine("Janus %s answers at %s.", seen.version(), sfu));
        findings.add(admin(seen));
        findings.add(strangers(seen));
        findings.add(room(seen.room()));
        findings.add(reach(sfu));
        seen.room().map(Room::media).ifPresent(media -> findings.addAll(media(media)));
        return findings;
    }

    private static Finding admin(Seen seen) {
        return seen.admin()
                .map(
                        takes ->
                                takes
                                        ? Subject.SFU_ADMIN.fine("The admin API takes its secret.")
                                        : Subject.SFU_ADMIN.broken(
                                                "The admin API does not answer, or not to its secret."))
                .orElseGet(() -> Subject.SFU_ADMIN.warning("No admin API is configured."));
    }

    private static Finding strangers(Seen seen) {
        return seen.strangers().isEmpty()
                ? Subject.SFU_STRANGERS.fine("Nobody can list a room.")
                : Subject.SFU_STRANGERS.broken("Anybody may list %d rooms that are not ours.", seen.strangers().size());
    }

    private static Finding room(Optional<Room> room) {
        if (room.isEmpty()) {
            return Subject.SFU_ROOM.broken("No room can be made.");
        }
        if (room.get().recordable()) {
            return Subject.SFU_ROOM.broken("Who is in a room could be recorded.");
        }
        return room.get().ended()
                ? Subject.SFU_ROOM.fine("A room was made and ended, and nobody in it could be recorded.")
                : Subject.SFU_ROOM.warning("A room was made, but could not be ended.");
    }

    private Finding reach(SfuAddress sfu) {
        if (!isHere(sfu.api())) {
            return sfu.api().getScheme().equals("wss")
                    ? Subject.SFU_PRIVATE.fine("Janus is on another machine, and spoken to over TLS.")
                    : Subject.SFU_PRIVATE
                            .warning("Janus is on another machine, and its secret is sent in clear.")
                            .doing("Let it speak TLS (wss://), and let its firewall admit this machine only.");
        }
        var open =
                Stream.concat(Stream.of(sfu.api()), sfu.admin().stream())
                        .flatMap(
                                api ->
                                        Machine.addresses().stream()
                                                .filter(it -> opens(it, api.getPort()))
                                                .map(it -> api))
                        .map(api -> Integer.toString(api.getPort()))
                        .distinct()
                        .collect(Collectors.joining(", "));
        return open.isEmpty()
                ? Subject.SFU_PRIVATE.fine("Janus' APIs are open on loopback only.")
                : Subject.SFU_PRIVATE.broken("Port %s of Janus' API is open on an address that is no loopback.", open);
    }

    static boolean isHere(URI api) {
        try {
            return InetAddress.getByName(Web.host(api)).isLoopbackAddress();
        } catch (UnknownHostException _) {
            return false;
        }
    }

    /** A connection to ourselves: whatever firewall there is stands before it, so this is the stricter question. */
    private static boolean opens(InetAddress address, int port) {
        if (address.isLoopbackAddress() || !(address instanceof Inet4Address)) {
            return false;
        }
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), CONNECT_MILLIS);
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private List<Finding> media(Media media) {
        return switch (media) {
            case Media.Refused _ -> Subject.only(Subject.SFU_MEDIA.broken("Janus refuses a sender's offer."));
            case Media.Nowhere _ -> Subject.only(Subject.SFU_MEDIA.broken("Janus' answer names no address for media."));
            case Media.Walked walked -> {
                target.complete(Optional.of(walked.target()));
                yield List.of(walked(walked), address(walked.target().getAddress()));
            }
        };
    }

    private static Finding walked(Media.Walked walked) {
        var where = walked.target().getAddress().getHostAddress() + ":" + walked.target().getPort();
        if (!walked.answered()) {
            return Subject.SFU_MEDIA.broken("Janus names %s for media, and does not answer there over UDP.", where);
        }
        return walked.handshake()
                ? Subject.SFU_MEDIA.fine("Packets went to %s and came back, and Janus began the DTLS handshake.", where)
                : Subject.SFU_MEDIA.warning("%s answers over UDP, but Janus began no DTLS handshake.", where);
    }

    private Finding address(InetAddress media) {
        var text = media.getHostAddress();
        boolean here = plan.media().own() || plan.media().sfu().filter(it -> isHere(it.api())).isPresent();
        var problem = here && Machine.isInside(media) ? MediaAddress.problem(text) : Optional.<String>empty();
        if (problem.isPresent()) {
            return Subject.MEDIA_ADDRESS.broken("%s.", problem.get());
        }
        if (Machine.isInside(media) && publicIsOutside() && plan.relay().isEmpty()) {
            return Subject.MEDIA_ADDRESS
                    .warning("Media go to %s, a private address, while the public name leads outside.", text)
                    .doing("Set nat_1_1_mapping in janus.jcfg to the public address, or run a relay (turn.urls).");
        }
        return Subject.MEDIA_ADDRESS.fine("Media go to %s.", text);
    }

    private boolean publicIsOutside() {
        try {
            var host = plan.publicAddress().map(Web::host);
            return host.isPresent() && Stream.of(InetAddress.getAllByName(host.get())).noneMatch(Machine::isInside);
        } catch (UnknownHostException _) {
            return false;
        }
    }
}
