package org.evenkeel.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evenkeel.check.Plans.said;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A proxy that takes headers away, doubles them or turns the clock back, in front of a server that is well. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class PagesCheckTest {

    private static final String READY = "{\"status\":\"ready\",\"sql\":true,\"redis\":true,\"clock\":true}";
    private static final String GOOD =
            """
            HTTP/1.1 200 OK
            Content-Security-Policy: default-src 'none'; script-src 'self'
            X-Content-Type-Options: nosniff
            Referrer-Policy: no-referrer
            X-Frame-Options: DENY
            Permissions-Policy: camera=(self), microphone=(self)
            Cross-Origin-Opener-Policy: same-origin
            Cross-Origin-Resource-Policy: same-origin
            """;

    @TempDir private Path folder;
    private ScriptedWeb server;
    private ScriptedWeb proxy;

    @BeforeEach
    void start() {
        server =
                new ScriptedWeb()
                        .on("/readyz", GOOD, READY)
                        .on("/", GOOD, "page")
                        .on("/healthz", GOOD, "{\"status\":\"alive\"}");
        proxy = new ScriptedWeb().on("/readyz", GOOD, READY).on("/", GOOD, "page");
    }

    @AfterEach
    void stop() {
        proxy.close();
        server.close();
    }

    private List<Finding> looked() throws InterruptedException {
        return new PagesCheck(Plans.of(folder).address(proxy.address()).port(server.port(), false).plan()).look();
    }

    @Test
    void aProxyThatPassesEverythingOnIsFine() throws InterruptedException {
        assertThat(looked()).hasSize(2).extracting(Finding::state).containsOnly(Finding.State.FINE);
    }

    @Test
    void headersThatAreTakenAwayDoubledOrChangedAreNamed() throws InterruptedException {
        var other =
                GOOD.replace("X-Content-Type-Options: nosniff\n", "")
                        .replace("X-Frame-Options: DENY", "X-Frame-Options: DENY\nX-Frame-Options: SAMEORIGIN")
                        .replace("camera=(self), microphone=(self)", "camera=(self)");
        proxy.on("/", other, "page");
        assertThat(said(looked(), Subject.HEADERS))
                .isEqualTo(
                        "warning: X-Content-Type-Options is missing, X-Frame-Options is there 2 times,"
                                + " Permissions-Policy is not as the server sends it.");
        proxy.on("/", GOOD.replaceFirst("Content-Security-Policy.*\n", ""), "page");
        assertThat(said(looked(), Subject.HEADERS)).isEqualTo("broken: Content-Security-Policy is missing.");
        proxy.on("/", GOOD.replaceFirst("default-src 'none'", "default-src *"), "page");
        assertThat(said(looked(), Subject.HEADERS)).startsWith("broken: Content-Security-Policy is not as");
    }

    @Test
    void withoutTheServerWhatMustBeThereIsLookedFor() throws InterruptedException {
        server.close();
        assertThat(said(looked(), Subject.HEADERS)).startsWith("fine: ");
        proxy.on("/", GOOD.replace("no-referrer", "origin"), "page");
        assertThat(said(looked(), Subject.HEADERS))
                .isEqualTo("warning: Referrer-Policy is not as the server sends it.");
    }

    @Test
    void aServerThatIsNotReadyAndNobodyAreToldApart() throws InterruptedException {
        var away = GOOD.replace("200 OK", "503 Service Unavailable");
        proxy.on("/readyz", away, "{\"status\":\"not_ready\",\"sql\":true,\"redis\":false}");
        assertThat(said(looked(), Subject.READY))
                .isEqualTo("broken: The server is not ready: Redis does not answer it.");
        proxy.on("/readyz", away, "{\"status\":\"not_ready\",\"sql\":false,\"redis\":true,\"clock\":false}");
        assertThat(said(looked(), Subject.READY))
                .isEqualTo("broken: The server is not ready: SQL does not answer it; its clock is not Redis'.");
        proxy.on("/readyz", "HTTP/1.1 502 Bad Gateway", "nobody");
        assertThat(said(looked(), Subject.READY)).contains("answers 502");
        proxy.close();
        assertThat(looked()).singleElement().extracting(Finding::state).isEqualTo(Finding.State.BROKEN);
    }

    private String clock(Duration off) throws InterruptedException {
        var date = DateTimeFormatter.RFC_1123_DATE_TIME.format(Instant.now().plus(off).atZone(ZoneOffset.UTC));
        proxy.on("/readyz", GOOD + "Date: " + date, READY);
        return said(looked(), Subject.CLOCK_ADDRESS);
    }

    @Test
    void aClockInFrontThatIsOffIsSaid() throws InterruptedException {
        assertThat(clock(Duration.ZERO)).startsWith("fine: ");
        assertThat(clock(Duration.ofSeconds(-20))).startsWith("warning: The clock behind the public address is ");
        assertThat(clock(Duration.ofMinutes(5))).startsWith("broken: ");
    }

    private String server(int port) throws InterruptedException {
        return said(new ServerCheck(Plans.of(folder).port(port, false).plan()).look(), Subject.SERVER);
    }

    @Test
    void theServersOwnPortIsAskedWithoutTheProxy() throws InterruptedException {
        assertThat(server(server.port())).isEqualTo("fine: The server answers at http://127.0.0.1:" + server.port());
        assertThat(server(proxy.port())).startsWith("broken: Port " + proxy.port() + " is held by java");
        server.close();
        assertThat(server(server.port())).startsWith("broken: The server is down");
    }

    @Test
    void whereNoWebSocketOpensThatIsBroken() throws InterruptedException {
        var plan = Plans.of(folder).address(proxy.address()).port(server.port(), false).plan();
        assertThat(said(new SocketCheck(plan).look(), Subject.SOCKET))
                .isEqualTo("broken: No WebSocket opens at " + proxy.address() + "/socket.");
        assertThat(new IdleCheck(URI.create(proxy.address())).look()).isEmpty();
    }
}
