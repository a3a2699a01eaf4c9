package org.evenkeel.check;

import org.evenkeel.edge.TestKeys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** An issuer of our own, one below it, and certificates that it signs, For one thread. */
public final class TestCertificates {

    private final Path folder;
    private final TestKeys keys = new TestKeys();

    /**
     * @param folder for what is written as files
     */
    public TestCertificates(Path folder) {
        this.folder = folder;
        keys.make("issuer", TestKeys.Wanted.authority("Test issuer"));
        keys.make("between", TestKeys.Wanted.authority("Test between", "issuer"));
    }

    /**
     * Makes one that the one below the issuer signs.
     *
     * @param begins from now
     */
    public void sign(String alias, String host, Duration begins, int days) {
        keys.make(
                alias,
                new TestKeys.Wanted(
                        host, Optional.of(host), "EC", begins, Duration.ofDays(days), Optional.of("between")));
    }

    /** Makes one that signs itself. */
    void signItself(String alias, String host, int days) {
        keys.make(
                alias,
                new TestKeys.Wanted(
                        host, Optional.of(host), "EC", Duration.ZERO, Duration.ofDays(days), Optional.empty()));
    }

    /** Who signs. */
    public Set<TrustAnchor> issuer() {
        return anchor("issuer");
    }

    /** Whose own issuer it is. */
    Set<TrustAnchor> itself(String alias) {
        return anchor(alias);
    }

    private Set<TrustAnchor> anchor(String alias) {
        try {
            return Set.of(new TrustAnchor((X509Certificate) keys.all().getCertificate(alias), null));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** PEM files of a certificate's chain and key, as the server reads them. */
    public List<Path> pem(String alias) {
        try {
            return List.of(
                    Files.writeString(folder.resolve(alias + ".pem"), keys.chain(alias, Integer.MAX_VALUE)),
                    Files.writeString(folder.resolve(alias + ".key"), keys.key(alias)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A server that shows a certificate to whoever comes and does nothing else.
     *
     * @param length of the chain that it shows, beginning with its own
     */
    Shown show(String alias, int length) {
        try {
            var all = keys.all();
            var shown = KeyStore.getInstance("PKCS12");
            shown.load(null, null);
            var chain = all.getCertificateChain(alias);
            var cut = new Certificate[Math.min(length, chain.length)];
            System.arraycopy(chain, 0, cut, 0, cut.length);
            var key = (PrivateKey) all.getKey(alias, TestKeys.PASSWORD);
            shown.setKeyEntry("shown", key, TestKeys.PASSWORD, cut);
            var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(shown, TestKeys.PASSWORD);
            var context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            var factory = context.getServerSocketFactory();
            return new Shown((SSLServerSocket) factory.createServerSocket(0, 5, InetAddress.getLoopbackAddress()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Shows its certificate. */
    static final class Shown implements AutoCloseable {

        private final SSLServerSocket server;

        private Shown(SSLServerSocket server) {
            this.server = server;
            Thread.ofVirtual().start(this::serve);
        }

        private void serve() {
            while (!server.isClosed()) {
                try (var socket = (SSLSocket) server.accept()) {
                    socket.startHandshake();
                } catch (IOException _) {
                    // closed, or somebody who did not like it
                }
            }
        }

        URI address(String host) {
            return URI.create("https://" + host + ":" + server.getLocalPort());
        }

        @Override
        public void close() {
            try {
                server.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
