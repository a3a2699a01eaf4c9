package org.evenkeel.check;

import org.evenkeel.live.IceServer;
import org.evenkeel.media.RelayProbe;
import org.evenkeel.media.RelayProbe.Answer;
import org.evenkeel.media.RelaySettings;
import org.evenkeel.media.RelayUrl;
import org.evenkeel.media.TurnCredentials;
import org.evenkeel.room.MemberId;
import org.evenkeel.room.SessionId;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import javax.net.ssl.SSLException;

/**
 * The relay, over each way that browsers are told: with a login made now, without one, with a wrong one; and to whom it
 * would relay. No packet is relayed.
 *
 * @param media where media go, once that is known
 */
record RelayCheck(
        Optional<RelaySettings> relay, CompletableFuture<Optional<InetSocketAddress>> media, InstantSource clock)
        implements Check {

    private static final Duration WAY = Duration.ofSeconds(4);
    private static final int UNAUTHORIZED = 401;
    private static final long MEDIA_SECONDS = 12;

    /** An address that stands in books only (RFC 5737). */
    private static final String OUTSIDE = "203.0.113.1";

    @Override
    public Subject subject() {
        return Subject.RELAY;
    }

    @Override
    public Duration longest() {
        return Duration.ofSeconds(45);
    }

    @Override
    public List<Finding> look() throws InterruptedException {
        if (relay.isEmpty()) {
            return Subject.only(none());
        }
        var findings = new ArrayList<Finding>();
        boolean scopeIsKnown = false;
        for (var url : relay.get().urls().stream().map(RelayUrl::parse).toList()) {
            if (hasNoAddress(url)) {
                findings.add(unknown(url));
            } else if (url.way().equals("DTLS")) {
                findings.add(
                        subject()
                                .warning("%s cannot be looked at from here: it speaks DTLS.", url)
                                .doing("Try it with a browser, or offer the relay over TLS."));
            } else if (url.relay()) {
                boolean granted = relay(url, findings, !scopeIsKnown);
                scopeIsKnown |= granted;
            } else {
                findings.add(reflector(url));
            }
        }
        return findings;
    }

    private static boolean hasNoAddress(RelayUrl url) {
        return new InetSocketAddress(url.host(), url.port()).isUnresolved();
    }

    private Finding unknown(RelayUrl url) {
        return subject()
                .broken("The relay %s cannot be found: its name has no address.", url)
                .doing(
                        "Make an A (and AAAA) record of %s in the DNS; an entry in a hosts file is not enough for browsers."
                                .formatted(url.host()));
    }

    /** Browsers get none. */
    static Finding none() {
        return Subject.RELAY
                .warning("No relay is configured.")
                .doing(
                        "sudo evenkeel setup, question relay; without the package run coturn on a public address, over"
                                + " TCP and TLS too, and name it by turn.urls.");
    }

    private Finding reflector(RelayUrl url) {
        try (var probe = RelayProbe.open(url, WAY)) {
            return probe.reflects()
                    ? subject().fine("The reflector %s answers.", url)
                    : subject().broken("The reflector %s refuses.", url);
        } catch (IOException _) {
            return subject().broken("The reflector %s does not answer.", url);
        }
    }

    private boolean relay(RelayUrl url, List<Finding> findings, boolean withScope) throws InterruptedException {
        var right = login();
        try (var probe = RelayProbe.open(url, WAY)) {
            var answer = probe.allocate(Optional.of(right));
            if (answer instanceof Answer.Refused(int code)) {
                findings.add(
                        code == UNAUTHORIZED
                                ? subject().broken("The relay %s refuses a login that was made now.", url)
                                : subject().broken("The relay %s gives no address (%d).", url, code));
                return false;
            }
            findings.add(subject().fine("The relay %s gives an address to a login that was made now.", url));
            findings.add(strangers(url, right));
            if (withScope) {
                findings.add(scope(probe));
            }
            return true;
        } catch (SSLException _) {
            findings.add(
                    subject()
                            .broken("The relay %s shows a certificate that browsers refuse.", url)
                            .doing("Give coturn (cert, pkey) a full chain for its name that has not ended."));
            return false;
        } catch (IOException _) {
            findings.add(subject().broken("The relay %s does not answer.", url));
            return false;
        }
    }

    private IceServer.Login login() {
        var session = new SessionId("check-" + UUID.randomUUID());
        return new TurnCredentials(relay.orElseThrow(), clock)
                .serversFor(session, new MemberId("check")).stream()
                        .flatMap(server -> server.login().stream())
                        .findFirst()
                        .orElseThrow();
    }

    private static Finding strangers(RelayUrl url, IceServer.Login right) throws IOException {
        var wrong = new IceServer.Login(right.username(), "d3Jvbmc=");
        for (var login : List.of(Optional.<IceServer.Login>empty(), Optional.of(wrong))) {
            try (var probe = RelayProbe.open(url, WAY)) {
                if (probe.allocate(login) instanceof Answer.Granted) {
                    return Subject.RELAY_LOGIN.broken(
                            "The relay %s gives an address to %s.",
                            url, login.isEmpty() ? "who has no login" : "who has a wrong password");
                }
            }
        }
        return Subject.RELAY_LOGIN.fine("The relay %s refuses who has no login or a wrong password.", url);
    }

    private Finding scope(RelayProbe probe) throws IOException, InterruptedException {
        var target = mediaTarget();
        for (var inside : inside(target)) {
            if (probe.permit(inside) instanceof Answer.Granted) {
                return Subject.RELAY_SCOPE
                        .broken("The relay relays to %s, an address of the inside.", inside.getHostAddress())
                        .with("ADDRESS", target.map(InetAddress::getHostAddress).orElse("ADDRESS"));
            }
        }
        if (target.isPresent() && probe.permit(target.get()) instanceof Answer.Refused) {
            return Subject.RELAY_SCOPE
                    .warning("The relay does not relay to %s, where media go.", target.get().getHostAddress())
                    .doing("allowed-peer-ip=%s in turnserver.conf.".formatted(target.get().getHostAddress()));
        }
        if (probe.permit(InetAddress.ofLiteral(OUTSIDE)) instanceof Answer.Granted) {
            return Subject.RELAY_SCOPE
                    .warning("The relay relays to everybody outside.")
                    .with("ADDRESS", target.map(InetAddress::getHostAddress).orElse("ADDRESS"));
        }
        return target.isPresent()
                ? Subject.RELAY_SCOPE.fine(
                        "The relay relays to %s, and not to others that were asked for.", target.get().getHostAddress())
                : Subject.RELAY_SCOPE.fine("The relay relays to none of the addresses that were asked for.");
    }

    private Optional<InetAddress> mediaTarget() throws InterruptedException {
        try {
            return media.get(MEDIA_SECONDS, TimeUnit.SECONDS).map(InetSocketAddress::getAddress);
        } catch (ExecutionException | TimeoutException _) {
            return Optional.empty();
        }
    }

    /** Loopback, the well-known address of a cloud's secrets, and this machine's own private addresses. */
    private static Set<InetAddress> inside(Optional<InetAddress> except) {
        var inside = new LinkedHashSet<InetAddress>();
        inside.add(InetAddress.ofLiteral("127.0.0.1"));
        inside.add(InetAddress.ofLiteral("169.254.169.254"));
        inside.add(InetAddress.ofLiteral("10.0.0.1"));
        Machine.addresses().stream()
                .filter(it -> it instanceof Inet4Address && Machine.isInside(it))
                .forEach(inside::add);
        except.ifPresent(inside::remove);
        return inside;
    }
}
