package org.evenkeel.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.evenkeel.wire.ServerMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** HTTP and WebSocket over TLS, with a certificate made for the test by the JDK's own tool. */
class TlsEdgeTest {

    private static final char[] PASSWORD = "only-for-this-test".toCharArray();

    @TempDir private Path folder;

    @Test
    void pagesAndSocketsComeOverTls() throws Exception {
        KeyStore keys = certificate();
        EdgeConfig plain = TestEdge.config();
        EdgeConfig config =
                new EdgeConfig(
                        "127.0.0.1",
                        0,
                        Optional.of(pem(keys)),
                        2,
                        Set.of(),
                        Set.of(),
                        plain.http(),
                        plain.sockets(),
                        plain.wire());
        StaticFiles files = StaticFiles.of(Map.of("index.html", "page".getBytes(US_ASCII)), Map.of("/", "index.html"));
        try (TestEdge edge = TestEdge.open(config, HttpRouter.builder().build(), files);
                HttpClient client = HttpClient.newBuilder().sslContext(trusting(keys)).build()) {
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

    private KeyStore certificate() throws IOException, InterruptedException, GeneralSecurityException {
        Path store = folder.resolve("keys.p12");
        Process tool =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                                "-genkeypair",
                                "-alias",
                                "edge",
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=localhost",
                                "-ext",
                                "san=dns:localhost",
                                "-validity",
                                "2",
                                "-storetype",
                                "PKCS12",
                                "-keystore",
                                store.toString(),
                                "-storepass",
                                new String(PASSWORD))
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("keytool.txt").toFile())
                        .start();
        assertThat(tool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        return keys;
    }

    private EdgeConfig.Tls pem(KeyStore keys) throws IOException, GeneralSecurityException {
        return new EdgeConfig.Tls(
                pem("certificate.pem", "CERTIFICATE", keys.getCertificate("edge").getEncoded()),
                pem("key.pem", "PRIVATE KEY", keys.getKey("edge", PASSWORD).getEncoded()));
    }

    private Path pem(String name, String type, byte[] der) throws IOException {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return Files.writeString(
                folder.resolve(name), "-----BEGIN " + type + "-----\n" + base64 + "\n-----END " + type + "-----\n");
    }

    private static SSLContext trusting(KeyStore keys) throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, PASSWORD);
        trusted.setCertificateEntry("edge", keys.getCertificate("edge"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
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
