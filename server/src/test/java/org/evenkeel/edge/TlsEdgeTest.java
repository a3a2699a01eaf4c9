package org.evenkeel.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.evenkeel.wire.ServerMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;

/** HTTP and WebSocket over TLS, with a certificate made for the test by the JDK's own tool. */
class TlsEdgeTest {

    @TempDir private Path folder;

    @Test
    void pagesAndSocketsComeOverTls() throws Exception {
        TestAuthority authority = new TestAuthority();
        EdgeConfig plain = TestEdge.config();
        EdgeConfig config =
                new EdgeConfig(
                        "127.0.0.1",
                        0,
                        Optional.of(authority.issue("own", -1, 30).in(folder)),
                        2,
                        Set.of(),
                        Set.of(),
                        plain.http(),
                        plain.sockets(),
                        plain.wire());
        StaticFiles files = StaticFiles.of(Map.of("index.html", "page".getBytes(US_ASCII)), Map.of("/", "index.html"));
        try (TestEdge edge = TestEdge.open(config, HttpRouter.builder().build(), files);
                HttpClient client = HttpClient.newBuilder().sslContext(authority.trusting()).build()) {
            HttpResponse<String> page =
                    client.send(
                            HttpRequest.newBuilder(URI.create("https://localhost:" + edge.port() + "/")).build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(page.body()).isEqualTo("page");
            assertThat(page.headers().firstValue("Strict-Transport-Security")).isPresent();
            BlockingQueue<String> received = new LinkedBlockingQueue<>();
            WebSocket socket =
                    client.newWebSocketBuilder()
                            .subprotocols("evenkeel.1")
                            .buildAsync(URI.create("wss://localhost:" + edge.port() + "/socket"), listener(received))
                            .join();
            edge.socket().socket.send(new ServerMessage.Ack(1, 2));
            assertThat(TestEdge.taken(received)).isEqualTo("{\"t\":\"ack\",\"n\":1,\"seq\":2}");
            socket.abort();
        }
    }

    @Test
    void aCertificateThatCannotBeReadIsAClearErrorAtTheStart() {
        EdgeConfig.Tls tls = new EdgeConfig.Tls(folder.resolve("none.pem"), folder.resolve("none.key"));
        EdgeConfig plain = TestEdge.config();
        EdgeConfig config =
                new EdgeConfig(
                        "127.0.0.1",
                        0,
                        Optional.of(tls),
                        2,
                        Set.of(),
                        Set.of(),
                        plain.http(),
                        plain.sockets(),
                        plain.wire());
        assertThatThrownBy(() -> TestEdge.open(config))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("certificate");
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
