package org.evenkeel.check;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** An issuer of our own, one below it, and certificates that it signs, made by the JDK's own tool. For one thread. */
public final class TestCertificates {

    private static final String PASSWORD = "only-for-this-test";

    private final Path folder;
    private final Path store;

    /**
     * @param folder empty
     */
    public TestCertificates(Path folder) {
        this.folder = folder;
        store = folder.resolve("keys.p12");
        made("issuer", "CN=Test issuer", List.of("-ext", "bc:c", "-startdate", "-100d", "-validity", "900"));
        made(
                "between",
                "CN=Test between",
                List.of("-ext", "bc:c", "-startdate", "-100d", "-validity", "800", "-signer", "issuer"));
    }

    private void made(String alias, String name, List<String> more) {
        // It lives for half a second: what a JVM prepares for a longer life would be most of its work.
        var words = new ArrayList<>(List.of("-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC"));
        words.addAll(List.of("-genkeypair", "-alias", alias, "-keyalg", "EC", "-dname", name));
        words.addAll(more);
        words.addAll(List.of("-storetype", "PKCS12", "-keystore", store.toString(), "-storepass", PASSWORD));
        words.addFirst(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        try {
            var tool =
                    new ProcessBuilder(words)
                            .redirectErrorStream(true)
                            .redirectOutput(folder.resolve("keytool.txt").toFile())
                            .start();
            assertThat(tool.waitFor()).as(() -> said()).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String said() {
        try {
            return Files.readString(folder.resolve("keytool.txt"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Makes one that the one below the issuer signs.
     *
     * @param start as keytool has it, such as {@code -30d}
     */
    public void sign(String alias, String host, String start, int days) {
        made(
                alias,
                "CN=" + host,
                List.of("-ext", "san=dns:" + host, "-startdate", start, "-validity", "" + days, "-signer", "between"));
    }

    /** Makes one that signs itself. */
    void signItself(String alias, String host, int days) {
        made(alias, "CN=" + host, List.of("-ext", "san=dns:" + host, "-validity", "" + days));
    }

    private KeyStore keys() {
        try (var in = Files.newInputStream(store)) {
            var keys = KeyStore.getInstance("PKCS12");
            keys.load(in, PASSWORD.toCharArray());
            return keys;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Who signs. */
    public Set<TrustAnchor> issuer() {
        try {
            return Set.of(new TrustAnchor((X509Certificate) keys().getCertificate("issuer"), null));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whose own issuer it is. */
    Set<TrustAnchor> itself(String alias) {
        try {
            return Set.of(new TrustAnchor((X509Certificate) keys().getCertificate(alias), null));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** PEM files of a certificate's chain and key, as the server reads them. */
    public List<Path> pem(String alias) {
        try {
            var keys = keys();
            var chain = new StringBuilder();
            for (var each : keys.getCertificateChain(alias)) {
                chain.append(pem("CERTIFICATE", each.getEncoded()));
            }
            var key = keys.getKey(alias, PASSWORD.toCharArray()).getEncoded();
            return List.of(
                    Files.writeString(folder.resolve(alias + ".pem"), chain),
                    Files.writeString(folder.resolve(alias + ".key"), pem("PRIVATE KEY", key)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(String type, byte[] der) {
        var base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + type + "-----\n" + base64 + "\n-----END " + type + "-----\n";
    }

    /**
     * A server that shows a certificate to whoever comes and does nothing else.
     *
     * @param length of the chain that it shows, beginning with its own
     */
    Shown show(String alias, int length) {
        try {
            var keys = keys();
            var shown = KeyStore.getInstance("PKCS12");
            shown.load(null, null);
            var chain = keys.getCertificateChain(alias);
            var cut = new Certificate[Math.min(length, chain.length)];
            System.arraycopy(chain, 0, cut, 0, cut.length);
            var key = (PrivateKey) keys.getKey(alias, PASSWORD.toCharArray());
            shown.setKeyEntry("shown", key, PASSWORD.toCharArray(), cut);
            var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(shown, PASSWORD.toCharArray());
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
