package org.evenkeel.check;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Asks for pages whatever the certificate is: what is wrong with that, another look says. Nothing secret is ever sent
 * this way. Follows no redirect, uses no proxy of this machine. Any thread.
 */
final class Web implements AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(4);
    private static final Duration REPLY = Duration.ofSeconds(6);

    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(CONNECT)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .proxy(HttpClient.Builder.NO_PROXY)
                    .sslContext(anyCertificate())
                    .build();

    /** What came back. */
    record Reply(int status, HttpHeaders headers, String body) {}

    /** Empty when nobody answers. */
    Optional<Reply> get(URI address) throws InterruptedException {
        try {
            var request = HttpRequest.newBuilder(address).timeout(REPLY).build();
            var reply = client.send(request, HttpResponse.BodyHandlers.ofString());
            return Optional.of(new Reply(reply.statusCode(), reply.headers(), reply.body()));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    static int port(URI address) {
        if (address.getPort() >= 0) {
            return address.getPort();
        }
        return isTls(address) ? 443 : 80;
    }

    static boolean isTls(URI address) {
        return "https".equals(address.getScheme());
    }

    /** The name or the literal address, without the brackets of IPv6. */
    static String host(URI address) {
        return address.getHost().replaceAll("[\\[\\]]", "");
    }

    static SSLContext anyCertificate() {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Anyone()}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK speaks TLS", e);
        }
    }

    private static final class Anyone extends X509ExtendedTrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {
            // nobody comes as a client here
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {
            // nobody comes as a client here
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
            // nobody comes as a client here
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
            // another look judges it
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {
            // another look judges it
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
            // another look judges it
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
