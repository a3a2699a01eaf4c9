package org.evenkeel.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import org.evenkeel.live.IceServer;
import org.evenkeel.room.MemberId;
import org.evenkeel.room.SessionId;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Logins for the relay: as coturn computes them, and as a real coturn takes them. */
class TurnCredentialsTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
    private static final SessionId SESSION = new SessionId("session-a");
    private static final MemberId MEMBER = new MemberId("member-b");

    private static TurnCredentials credentials(String secret, Instant now, String... urls) {
        return new TurnCredentials(
                new RelaySettings(List.of(urls), secret, Duration.ofHours(4)), InstantSource.fixed(now));
    }

    private static IceServer.Login login(TurnCredentials from, SessionId session, MemberId member) {
        return from.serversFor(session, member).getLast().login().orElseThrow();
    }

    /** {@code printf '1800000000:abcdef' | openssl dgst -sha1 -hmac 'north gate' -binary | base64}. */
    @Test
    void thePasswordIsWhatOpensslComputes() {
        assertThat(credentials("north gate", NOW, "turn:relay.example").login(1_800_000_000, "abcdef"))
                .isEqualTo(new IceServer.Login("1800000000:abcdef", "TY0dLqmw98sWpIzOZG5VhEV0S4Q="));
    }

    @Test
    void aLoginEndsAfterTheTimeThatIsSetAndNamesNobody() {
        String name = login(credentials("secret", NOW, "turn:relay.example"), SESSION, MEMBER).username();

        assertThat(name).matches("1800014400:[0-9a-f]{16}").doesNotContain(SESSION.value(), MEMBER.value());
    }

    @Test
    void aMemberKeepsHisNameAndNobodyElseHasIt() {
        TurnCredentials relay = credentials("secret", NOW, "turn:relay.example");
        IceServer.Login own = login(relay, SESSION, MEMBER);

        assertThat(login(relay, SESSION, MEMBER)).isEqualTo(own);
        assertThat(login(relay, SESSION, new MemberId("member-c")).username()).isNotEqualTo(own.username());
        assertThat(login(relay, new SessionId("session-b"), MEMBER).username()).isNotEqualTo(own.username());
        assertThat(login(credentials("other", NOW, "turn:relay.example"), SESSION, MEMBER).username())
                .isNotEqualTo(own.username());
    }

    @Test
    void reflectorsAreNamedWithoutALogin() {
        assertThat(
                        credentials(
                                        "secret",
                                        NOW,
                                        "turn:a.example?transport=udp",
                                        "stun:b.example",
                                        "turns:c.example:443")
                                .serversFor(SESSION, MEMBER))
                .extracting(IceServer::urls, server -> server.login().isPresent())
                .containsExactly(
                        tuple(List.of("stun:b.example"), false),
                        tuple(List.of("turn:a.example?transport=udp", "turns:c.example:443"), true));
        assertThat(credentials("", NOW, "stun:b.example").serversFor(SESSION, MEMBER)).hasSize(1);
        assertThat(credentials("", NOW).serversFor(SESSION, MEMBER)).isEmpty();
    }

    @Test
    void settingsThatCannotWorkAreRefusedAndNeverShowTheSecret() {
        for (String url :
                List.of("relay.example", "turn:", "http://relay.example", "turn:a b", "turn:a?transport=sctp")) {
            assertThatIllegalArgumentException().as(url).isThrownBy(() -> credentials("secret", NOW, url));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> credentials("", NOW, "turn:relay.example"));
        assertThatIllegalArgumentException().isThrownBy(() -> new RelaySettings(List.of(), "secret", Duration.ZERO));
        assertThat(new RelaySettings(List.of("turn:a"), "quiet", Duration.ofHours(1)).toString())
                .doesNotContain("quiet");
    }

    @Test
    @Tag("slow")
    void aRealRelayTakesAFreshLoginAndNoOther() {
        try (TestTurn relay = TestTurn.start()) {
            Instant now = Instant.now();
            IceServer.Login good = login(credentials(relay.secret(), now, relay.url()), SESSION, MEMBER);
            IceServer.Login old =
                    login(credentials(relay.secret(), now.minus(Duration.ofHours(5)), relay.url()), SESSION, MEMBER);
            IceServer.Login guessed = login(credentials("a guess", now, relay.url()), SESSION, MEMBER);

            assertThat(relay.allocate(Optional.of(good))).isEqualTo(TurnAllocation.GRANTED);
            assertThat(relay.allocate(Optional.of(old))).isEqualTo(TurnAllocation.UNAUTHORIZED);
            assertThat(relay.allocate(Optional.of(guessed))).isEqualTo(TurnAllocation.UNAUTHORIZED);
            assertThat(relay.allocate(Optional.empty())).isEqualTo(TurnAllocation.UNAUTHORIZED);
        }
    }
}
