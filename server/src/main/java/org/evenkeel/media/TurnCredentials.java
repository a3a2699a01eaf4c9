package org.evenkeel.media;

import org.evenkeel.live.IceServer;
import org.evenkeel.room.MemberId;
import org.evenkeel.room.SessionId;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Logins for the relay that end by themselves, after the draft "A REST API For Access To TURN Services"
 * (draft-uberti-behave-turn-rest-00), as coturn's {@code use-auth-secret} takes them: the user name is the second at
 * which the login ends, a colon and a name; the password is base64(HMAC-SHA-1(secret, user name)).
 *
 * <p>The name is the same for one member of one session, so that the relay can limit what one member takes; it tells
 * the relay and its log nothing else. A login can not be taken back before it ends. Any thread.
 */
public final class TurnCredentials {

    private static final int NAME_BYTES = 8;

    private final RelaySettings relay;
    private final InstantSource clock;

    /**
     * @param clock what the relay's own clock must agree with, to a few minutes
     */
    public TurnCredentials(RelaySettings relay, InstantSource clock) {
        this.relay = relay;
        this.clock = clock;
    }

    /** What a member's browser is told: reflectors as they are, relays with a fresh login. */
    public List<IceServer> serversFor(SessionId session, MemberId member) {
        Map<Boolean, List<String>> byLogin =
                relay.urls().stream().collect(Collectors.partitioningBy(RelaySettings::needsLogin));
        List<IceServer> servers = new ArrayList<>();
        if (!byLogin.get(false).isEmpty()) {
            servers.add(new IceServer(byLogin.get(false), Optional.empty()));
        }
        if (!byLogin.get(true).isEmpty()) {
            long end = clock.instant().plus(relay.valid()).getEpochSecond();
            servers.add(new IceServer(byLogin.get(true), Optional.of(login(end, name(session, member)))));
        }
        return List.copyOf(servers);
    }

    private String name(SessionId session, MemberId member) {
        byte[] hash = mac("HmacSHA256", "evenkeel relay name\n%s\n%s".formatted(session, member));
        return HexFormat.of().formatHex(hash, 0, NAME_BYTES);
    }

    IceServer.Login login(long end, String name) {
        String username = end + ":" + name;
        return new IceServer.Login(username, Base64.getEncoder().encodeToString(mac("HmacSHA1", username)));
    }

    private byte[] mac(String algorithm, String text) {
        try {
            var mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(relay.secret().getBytes(StandardCharsets.UTF_8), algorithm));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }
}
