package org.evenkeel.edge;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import org.evenkeel.edge.CertificateProblem.Code;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the two files held at one moment: both are read once, so that what is checked is what is used. */
final class CertificateFiles {

    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final Pattern BEGIN = Pattern.compile("-----BEGIN ");
    private static final byte[] SIGNED = "does this key fit?".getBytes(ISO_8859_1);

    private final byte[] chain;
    private final byte[] key;
    private final Optional<IOException> failure;

    private CertificateFiles(byte[] chain, byte[] key, Optional<IOException> failure) {
        this.chain = chain;
        this.key = key;
        this.failure = failure;
    }

    /** Reads them; that they could not be read is remembered and said by {@link #pair}. Blocks. */
    static CertificateFiles read(EdgeConfig.Tls files) {
        try {
            byte[] chain = Files.readAllBytes(files.certificate());
            return new CertificateFiles(chain, Files.readAllBytes(files.key()), Optional.empty());
        } catch (IOException e) {
            return new CertificateFiles(new byte[0], new byte[0], Optional.of(e));
        }
    }

    /** The same for the same contents. */
    String digest() {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(failure.map(Throwable::toString).orElse("").getBytes(ISO_8859_1));
            sha.update(MessageDigest.getInstance("SHA-256").digest(chain));
            return HexFormat.of().formatHex(sha.digest(key));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java machine has SHA-256", e);
        }
    }

    /** A chain, the server's own certificate first, and the key of that one. */
    record Pair(List<X509Certificate> chain, PrivateKey key) {

        X509Certificate own() {
            return chain.getFirst();
        }
    }

    /** The pair, whose key fits. Whether its time has come is not looked at. */
    Pair pair() throws CertificateProblem {
        if (failure.isPresent()) {
            throw new CertificateProblem(
                    Code.UNREADABLE, "the certificate or its key cannot be read: " + failure.get(), failure.get());
        }
        List<X509Certificate> certificates = certificates();
        PublicKey own = certificates.getFirst().getPublicKey();
        PrivateKey secret = secret(own.getAlgorithm());
        if (!fits(secret, own)) {
            throw new CertificateProblem(
                    Code.KEY_DOES_NOT_FIT, "the key is not that of the first certificate in the file");
        }
        return new Pair(certificates, secret);
    }

    private List<X509Certificate> certificates() throws CertificateProblem {
        try {
            List<X509Certificate> all =
                    CertificateFactory.getInstance("X.509")
                            .generateCertificates(new ByteArrayInputStream(chain))
                            .stream()
                            .map(X509Certificate.class::cast)
                            .toList();
            // the JDK passes over one that ends in the middle
            if (!all.isEmpty() && all.size() == BEGIN.matcher(new String(chain, ISO_8859_1)).results().count()) {
                return all;
            }
        } catch (CertificateException e) {
            throw new CertificateProblem(Code.BAD_CERTIFICATE, "the certificate's file is not a PEM chain", e);
        }
        throw new CertificateProblem(
                Code.BAD_CERTIFICATE, "the certificate's file holds no PEM chain, or ends in the middle of it");
    }

    private PrivateKey secret(String algorithm) throws CertificateProblem {
        Matcher pem = KEY.matcher(new String(key, ISO_8859_1));
        if (!pem.find()) {
            throw new CertificateProblem(
                    Code.BAD_KEY,
                    "the key's file holds no whole PKCS#8 key without a password; openssl pkcs8 -topk8 -nocrypt -in KEY"
                            + " makes one");
        }
        try {
            byte[] der = Base64.getMimeDecoder().decode(pem.group(1));
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
        } catch (GeneralSecurityException | IllegalArgumentException _) {
            // without its cause: nothing of a key may get into a log
            throw new CertificateProblem(
                    Code.KEY_DOES_NOT_FIT, "the key is not of the kind that the certificate names, " + algorithm);
        }
    }

    private static boolean fits(PrivateKey secret, PublicKey own) {
        try {
            Signature signature =
                    Signature.getInstance(
                            switch (own.getAlgorithm()) {
                                case "RSA" -> "SHA256withRSA";
                                case "EC" -> "SHA256withECDSA";
                                default -> own.getAlgorithm();
                            });
            signature.initSign(secret);
            signature.update(SIGNED);
            byte[] signed = signature.sign();
            signature.initVerify(own);
            signature.update(SIGNED);
            return signature.verify(signed);
        } catch (GeneralSecurityException _) {
            return false;
        }
    }
}
