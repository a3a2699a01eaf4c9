package org.evenkeel.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.netty.handler.codec.http.DefaultHttpHeaders;

import org.evenkeel.wire.Rate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** The small parts of the edge: rates, cookies, origins, addresses, routes. */
class EdgePartsTest {

    private final AtomicLong nanos = new AtomicLong(-5);

    @Test
    void aRateAllowsItsBurstAndThenFillsUpEvenly() {
        RateLimiter limiter = new RateLimiter(new Rate(5, 10_000), 10, nanos::get);
        for (int i = 0; i < 5; i++) {
            assertThat(limiter.allow("a")).isTrue();
        }
        assertThat(limiter.allow("a")).isFalse();
        assertThat(limiter.allow("b")).isTrue();
        pass(1_999);
        assertThat(limiter.allow("a")).isFalse();
        pass(1);
        assertThat(limiter.allow("a")).isTrue();
        assertThat(limiter.allow("a")).isFalse();
        pass(1_000_000);
        for (int i = 0; i < 5; i++) {
            assertThat(limiter.allow("a")).isTrue();
        }
        assertThat(limiter.allow("a")).isFalse();
    }

    @Test
    void aLimiterForgetsWhoWasAwayForLongest() {
        RateLimiter limiter = new RateLimiter(new Rate(1, 10_000), 3, nanos::get);
        for (String key : new String[] {"a", "b", "c"}) {
            assertThat(limiter.allow(key)).isTrue();
        }
        assertThat(limiter.allow("a")).isFalse();
        assertThat(limiter.allow("d")).isTrue();
        assertThat(limiter.keys()).isEqualTo(3);
        assertThat(limiter.allow("a")).isFalse();
        assertThat(limiter.allow("b")).isTrue();
    }

    @Test
    void cookiesAreForThisSiteAloneAndNoScriptReadsThem() {
        assertThat(Cookies.set("staff", "abc", 60, true))
                .startsWith("staff=abc;")
                .contains("Path=/", "HTTPOnly", "SameSite=Strict", "Secure", "Max-Age=60");
        assertThat(Cookies.set("staff", "abc", 60, false)).doesNotContain("Secure");
        assertThat(Cookies.clear("staff", true)).contains("Max-Age=0");
    }

    @Test
    void aCookieIsFoundByItsNameUnlessItIsThereWithTwoValues() {
        assertThat(Cookies.value("a=1; staff=abc; b=2", "staff")).contains("abc");
        assertThat(Cookies.value("staff=abc; staff=abc", "staff")).contains("abc");
        assertThat(Cookies.value("staff=abc; staff=xyz", "staff")).isEmpty();
        assertThat(Cookies.value("nonsense", "staff")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "https://clinic.example, true",
        "HTTPS://Clinic.example, true",
        "http://clinic.example, false",
        "https://clinic.example.evil.example, false",
        "https://clinic.example:444, false",
        "null, false"
    })
    void configuredOriginsAreExact(String origin, boolean permitted) {
        Origins origins = new Origins(Set.of("https://clinic.example"));
        var headers = new DefaultHttpHeaders().add("Host", "other.example").add("Origin", origin);
        assertThat(origins.permits(headers)).isEqualTo(permitted);
    }

    @Test
    void theSocketsAddressStandsInThePolicyForOlderBrowsers() {
        var headers = new DefaultHttpHeaders();
        new SecurityHeaders(Set.of("https://clinic.example"), true).addTo(headers);
        assertThat(headers.get("Content-Security-Policy")).contains("connect-src 'self' wss://clinic.example;");
        assertThat(headers.get("Strict-Transport-Security")).isNotEmpty();
    }

    @Test
    void twoHandlersForOneRouteAreAMistake() {
        HttpRouter.Builder router = HttpRouter.builder().on("GET", "/a/{b}", _ -> HttpReply.done());
        assertThatIllegalArgumentException().isThrownBy(() -> router.on("GET", "/a/{b}", _ -> HttpReply.done()));
        assertThatIllegalArgumentException().isThrownBy(() -> router.on("GET", "a", _ -> HttpReply.done()));
    }

    private void pass(long millis) {
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
    }
}
