package org.evenkeel.edge;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** An authority for one test, with one in between that nobody trusts by itself. */
final class TestAuthority {

    private final TestKeys keys = new TestKeys();

    TestAuthority() {
        keys.make("root", TestKeys.Wanted.authority("Root"));
        keys.make("between", TestKeys.Wanted.authority("Between", "root"));
    }

    /**
     * What a server is given, as PEM.
     *
     * @param chain its own and the one in between
     */
    record Issued(BigInteger serial, String chain, String key) {

        /** Writes both into a folder. */
        EdgeConfig.Tls in(Path folder) throws IOException {
            Files.createDirectories(folder);
            return new EdgeConfig.Tls(
                    Files.writeString(folder.resolve("fullchain.pem"), chain),
                    Files.writeString(folder.resolve("privkey.pem"), key));
        }
    }

    /**
     * A certificate for localhost.
     *
     * @param begins in so many days
     */
    Issued issue(String alias, int begins, int days) throws GeneralSecurityException {
        return issue(alias, "EC", begins, days);
    }

    /** The same with a key of another kind. */
    Issued issue(String alias, String algorithm, int begins, int days) throws GeneralSecurityException {
        keys.make(
                alias,
                new TestKeys.Wanted(
                        "localhost",
                        Optional.of("localhost"),
                        algorithm,
                        Duration.ofDays(begins),
                        Duration.ofDays(days),
                        Optional.of("between")));
        var certificate = (X509Certificate) keys.all().getCertificate(alias);
        return new Issued(certificate.getSerialNumber(), keys.chain(alias, 2), keys.key(alias));
    }

    /** Trusts the root alone; remembers no session of another one. */
    SSLContext trusting() throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, TestKeys.PASSWORD);
        trusted.setCertificateEntry("root", keys.all().getCertificate("root"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
