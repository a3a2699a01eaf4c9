package org.evenkeel.edge;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** An authority for one test, with one in between that nobody trusts by itself. */
final class TestAuthority {

    private final TestKeys keys;

    TestAuthority(Path folder) {
        keys = new TestKeys(folder);
        keys.make("root", List.of("-dname", "CN=Root", "-ext", "bc:c=ca:true", "-validity", "400"));
        keys.make(
                "between",
                List.of("-dname", "CN=Between", "-ext", "bc:c=ca:true", "-validity", "400", "-signer", "root"));
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

    /** A certificate for localhost. */
    Issued issue(String alias, String... options) throws GeneralSecurityException {
        var all = new ArrayList<>(List.of("-dname", "CN=localhost", "-ext", "san=dns:localhost", "-signer", "between"));
        all.addAll(Arrays.asList(options));
        keys.make(alias, all);
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
