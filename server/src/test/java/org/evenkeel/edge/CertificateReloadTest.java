package org.evenkeel.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.US_ASCII;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;

import org.evenkeel.wire.ServerMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

import javax.net.ssl.SSLSocket;

/** The server's own certificate changes under it, well and badly. */
class CertificateReloadTest {

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(OwnCertificate.class);
    private final Level level = logger.getLevel();

    @TempDir private Path folder;
    private TestAuthority authority;

    @BeforeEach
    void listen() throws Exception {
        authority = new TestAuthority();
        log.start();
        logger.setLevel(Level.INFO);
        logger.addAppender(log);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(log);
        logger.setLevel(level);
    }

    @Test
    void newConnectionsGetTheNewOneAndAnOpenSocketGoesOn() throws Exception {
        var first = authority.issue("first", -1, 200);
        var second = authority.issue("second", -1, 200);
        first.in(folder.resolve("1"));
        second.in(folder.resolve("2"));
        var tls = linked("1");
        try (TestEdge edge = edge(tls);
                HttpClient before = client();
                HttpClient after = client()) {
            BlockingQueue<String> received = new LinkedBlockingQueue<>();
            WebSocket socket =
                    before.newWebSocketBuilder()
                            .subprotocols("evenkeel.1")
                            .buildAsync(URI.create("wss://localhost:" + edge.port() + "/socket"), listener(received))
                            .join();
            assertThat(page(before, edge)).isEqualTo("page");
            linked("2");
            edge.server.lookAtCertificate();
            assertThat(serial(edge)).as("seen once it may be half-written").isEqualTo(first.serial());
            edge.server.lookAtCertificate();
            assertThat(serial(edge)).isEqualTo(second.serial());
            assertThat(page(after, edge)).isEqualTo("page");
            assertThat(page(before, edge)).as("on a connection of before").isEqualTo("page");
            edge.socket().socket.send(new ServerMessage.Ack(1, 2));
            assertThat(TestEdge.taken(received)).isEqualTo("{\"t\":\"ack\",\"n\":1,\"seq\":2}");
            socket.abort();
            assertThat(events()).containsExactly("INFO certificate-taken");
            edge.server.lookAtCertificate();
            edge.server.lookAtCertificate();
            assertThat(events()).as("nothing changed since").hasSize(1);
        }
    }

    @Test
    void whatCannotBeUsedIsLeftAndComplainedOfOnceEach() throws Exception {
        var first = authority.issue("first", -1, 200);
        var other = authority.issue("other", -1, 200);
        var rsa = authority.issue("rsa", "RSA", -1, 200);
        var expired = authority.issue("expired", -30, 20);
        var early = authority.issue("early", 2, 20);
        var tls = first.in(folder.resolve("live"));
        try (TestEdge edge = edge(tls)) {
            leaves(edge, tls, first, other.chain(), first.key(), "key-does-not-fit");
            leaves(edge, tls, first, first.chain(), rsa.key(), "key-does-not-fit");
            leaves(edge, tls, first, half(other.chain()), other.key(), "bad-certificate");
            leaves(edge, tls, first, "", other.key(), "bad-certificate");
            leaves(edge, tls, first, other.chain(), half(other.key()), "bad-key");
            leaves(edge, tls, first, other.chain(), other.key().replace("PRIVATE", "RSA PRIVATE"), "bad-key");
            leaves(edge, tls, first, expired.chain(), expired.key(), "expired");
            leaves(edge, tls, first, early.chain(), early.key(), "not-yet-valid");
            Files.delete(tls.key());
            staysWith(edge, first, "unreadable");
            rsa.in(folder.resolve("live"));
            edge.server.lookAtCertificate();
            edge.server.lookAtCertificate();
            assertThat(serial(edge)).isEqualTo(rsa.serial());
        }
    }

    @Test
    void oneThatIsPutBackAndBreaksAgainIsComplainedOfAgain() throws Exception {
        var first = authority.issue("first", -1, 200);
        var tls = first.in(folder.resolve("live"));
        try (TestEdge edge = edge(tls)) {
            leaves(edge, tls, first, first.chain(), "", "bad-key");
            first.in(folder.resolve("live"));
            edge.server.lookAtCertificate();
            edge.server.lookAtCertificate();
            leaves(edge, tls, first, first.chain(), "", "bad-key");
        }
    }

    @Test
    void oneThatIsTooEarlyIsTakenWhenItsTimeComesAndRunningOutIsSaidEachDay() throws Exception {
        var first = authority.issue("first", -1, 200);
        var early = authority.issue("early", 2, 40);
        var tls = first.in(folder.resolve("live"));
        var clock = new AtomicLong(System.currentTimeMillis());
        OwnCertificate own = OwnCertificate.read(tls, clock::get);
        early.in(folder.resolve("live"));
        own.look();
        own.look();
        own.look();
        assertThat(events()).containsExactly("WARN certificate-kept not-yet-valid");
        clock.addAndGet(Duration.ofDays(3).toMillis());
        own.look();
        assertThat(events()).last().isEqualTo("INFO certificate-taken");
        log.list.clear();
        clock.addAndGet(Duration.ofDays(20).toMillis());
        own.look();
        assertThat(events()).isEmpty();
        clock.addAndGet(Duration.ofDays(10).toMillis());
        own.look();
        own.look();
        assertThat(events()).containsExactly("WARN certificate-runs-out");
        clock.addAndGet(Duration.ofDays(1).toMillis());
        own.look();
        assertThat(events()).containsExactly("WARN certificate-runs-out", "WARN certificate-runs-out");
    }

    @Test
    void atTheStartOneOutOfItsTimeIsUsedWithAWarningAndOneWhoseKeyDoesNotFitIsRefused() throws Exception {
        var expired = authority.issue("expired", -30, 20);
        var other = authority.issue("other", -1, 200);
        var tls = expired.in(folder.resolve("live"));
        edge(tls).close();
        assertThat(events()).containsExactly("WARN certificate-runs-out");
        Files.writeString(tls.key(), other.key());
        assertThatThrownBy(() -> edge(tls))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("not that of");
    }

    private void leaves(
            TestEdge edge, EdgeConfig.Tls tls, TestAuthority.Issued former, String chain, String key, String code)
            throws Exception {
        Files.writeString(tls.certificate(), chain);
        Files.writeString(tls.key(), key);
        staysWith(edge, former, code);
    }

    private void staysWith(TestEdge edge, TestAuthority.Issued former, String code) throws Exception {
        log.list.clear();
        for (int looks = 0; looks < 4; looks++) {
            edge.server.lookAtCertificate();
        }
        assertThat(events()).containsExactly("WARN certificate-kept " + code);
        assertThat(serial(edge)).isEqualTo(former.serial());
    }

    private static String half(String text) {
        return text.substring(0, text.length() * 3 / 4);
    }

    /** As certbot leaves it: files that are links, and the links are turned. */
    private EdgeConfig.Tls linked(String target) throws IOException {
        Path live = Files.createDirectories(folder.resolve("live"));
        for (String name : List.of("fullchain.pem", "privkey.pem")) {
            Path fresh = Files.createSymbolicLink(live.resolve(name + ".new"), Path.of("..", target, name));
            Files.move(fresh, live.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        }
        return new EdgeConfig.Tls(live.resolve("fullchain.pem"), live.resolve("privkey.pem"));
    }

    private static TestEdge edge(EdgeConfig.Tls tls) {
        return TestEdge.open(
                TestEdge.config(tls),
                HttpRouter.builder().build(),
                StaticFiles.of(Map.of("index.html", "page".getBytes(US_ASCII)), Map.of("/", "index.html")));
    }

    private HttpClient client() throws Exception {
        return HttpClient.newBuilder().sslContext(authority.trusting()).build();
    }

    private static String page(HttpClient client, TestEdge edge) throws Exception {
        return client.send(
                        HttpRequest.newBuilder(URI.create("https://localhost:" + edge.port() + "/")).build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** The serial number that a new connection is shown. */
    private BigInteger serial(TestEdge edge) throws Exception {
        try (SSLSocket socket =
                (SSLSocket) authority.trusting().getSocketFactory().createSocket("localhost", edge.port())) {
            return ((X509Certificate) socket.getSession().getPeerCertificates()[0]).getSerialNumber();
        }
    }

    private List<String> events() {
        return log.list.stream()
                .map(
                        line -> {
                            var said = new StringBuilder(line.getLevel().toString());
                            line.getKeyValuePairs().stream()
                                    .filter(pair -> Set.of("event", "code").contains(pair.key))
                                    .forEach(pair -> said.append(' ').append(pair.value));
                            return said.toString();
                        })
                .toList();
    }

    private static WebSocket.Listener listener(BlockingQueue<String> received) {
        return new WebSocket.Listener() {
            @Override
            public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
                received.add(data.toString());
                socket.request(1);
                return null;
            }
        };
    }
}
