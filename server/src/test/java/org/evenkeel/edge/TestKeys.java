package org.evenkeel.edge;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Optional;
import java.util.stream.Stream;

/** Keys and certificates for one test, made in this process. For one thread. */
public final class TestKeys {

    /** Of each key. */
    public static final char[] PASSWORD = "only-for-this-test".toCharArray();

    private final KeyStore all;

    /** With nothing in it. */
    public TestKeys() {
        try {
            all = KeyStore.getInstance("PKCS12");
            all.load(null, PASSWORD);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * A certificate to be made.
     *
     * @param name of its holder
     * @param host empty: it is an authority's
     * @param algorithm of its key, {@code EC} or {@code RSA}
     * @param begins from now
     * @param signer whose alias; empty: it signs itself
     */
    public record Wanted(
            String name,
            Optional<String> host,
            String algorithm,
            Duration begins,
            Duration length,
            Optional<String> signer) {

        /** An authority's. */
        public static Wanted authority(String name, String... signer) {
            return new Wanted(
                    name,
                    Optional.empty(),
                    "EC",
                    Duration.ofDays(-100),
                    Duration.ofDays(900),
                    Stream.of(signer).findFirst());
        }
    }

    /** Makes a key and its certificate. */
    public void make(String alias, Wanted wanted) {
        try {
            var own = pair(wanted.algorithm());
            var signer = wanted.signer().orElse(alias);
            var isOwn = wanted.signer().isEmpty();
            var issuer =
                    isOwn
                            ? new X500Name("CN=" + wanted.name())
                            : new X500Name(
                                    ((X509Certificate) all.getCertificate(signer)).getSubjectX500Principal().getName());
            var from = Instant.now().plus(wanted.begins());
            var builder =
                    new JcaX509v3CertificateBuilder(
                            issuer,
                            new BigInteger(64, new SecureRandom()).setBit(0),
                            Date.from(from),
                            Date.from(from.plus(wanted.length())),
                            new X500Name("CN=" + wanted.name()),
                            own.getPublic());
            if (wanted.host().isPresent()) {
                var host = new GeneralName(GeneralName.dNSName, wanted.host().get());
                builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(host));
            } else {
                builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
            }
            var with = isOwn ? own.getPrivate() : (PrivateKey) all.getKey(signer, PASSWORD);
            var signature = with.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA384withECDSA";
            var made =
                    new JcaX509CertificateConverter()
                            .getCertificate(builder.build(new JcaContentSignerBuilder(signature).build(with)));
            var others = isOwn ? Stream.<Certificate>empty() : Stream.of(all.getCertificateChain(signer));
            var chain = Stream.concat(Stream.of(made), others).toArray(Certificate[]::new);
            all.setKeyEntry(alias, own.getPrivate(), PASSWORD, chain);
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair pair(String algorithm) throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(algorithm.equals("RSA") ? 3_072 : 384);
        return generator.generateKeyPair();
    }

    /** All that was made. */
    public KeyStore all() {
        return all;
    }

    /** The certificate of one and of those who signed, its own first, as PEM. */
    public String chain(String alias, int most) {
        var text = new StringBuilder();
        try {
            var chain = all.getCertificateChain(alias);
            for (int each = 0; each < Math.min(most, chain.length); each++) {
                text.append(pem("CERTIFICATE", chain[each].getEncoded()));
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        return text.toString();
    }

    /** The key of one, as PEM. */
    public String key(String alias) {
        try {
            return pem("PRIVATE KEY", all.getKey(alias, PASSWORD).getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(String type, byte[] der) {
        var base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + type + "-----\n" + base64 + "\n-----END " + type + "-----\n";
    }
}
