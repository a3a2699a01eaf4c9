package org.evenkeel.edge;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;

import org.evenkeel.edge.CertificateProblem.Code;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The server's own certificate, taken anew when its files change. New connections get the new one; those at hand go on
 * with theirs. What cannot be used never takes the place of what can.
 */
final class OwnCertificate {

    private static final Logger LOG = LoggerFactory.getLogger(OwnCertificate.class);
    private static final Duration REMINDED_BEFORE = Duration.ofDays(14);
    private static final Duration REMINDED_EVERY = Duration.ofDays(1);

    /** Forward secrecy and authenticated encryption only, the strongest first: NIST SP 800-52r2, RFC 9325. */
    private static final List<String> CIPHERS =
            List.of(
                    "TLS_AES_256_GCM_SHA384",
                    "TLS_CHACHA20_POLY1305_SHA256",
                    "TLS_AES_128_GCM_SHA256",
                    "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
                    "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
                    "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
                    "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
                    "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
                    "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256");

    private final EdgeConfig.Tls files;
    private final LongSupplier millis;

    private volatile SslContext context;
    private volatile X509Certificate own;
    private String taken;

    /** The last look found this; only what two looks in a row find is whole. */
    private String seen;

    /** The files and the reason that were complained of last. */
    private String complained = "";

    private Instant remindedNext = Instant.MIN;

    private OwnCertificate(EdgeConfig.Tls files, LongSupplier millis) throws CertificateProblem {
        this.files = files;
        this.millis = millis;
        CertificateFiles found = CertificateFiles.read(files);
        use(found.digest(), found.pair());
        remind(now());
    }

    /**
     * Reads it for the first time. One that is out of its time is used, and complained of: a machine whose clock is not
     * set yet must come up, and browsers refuse it anyway.
     *
     * @param millis the server's clock, milliseconds UTC
     * @throws UncheckedIOException when it cannot be used
     */
    static OwnCertificate read(EdgeConfig.Tls files, LongSupplier millis) {
        try {
            return new OwnCertificate(files, millis);
        } catch (CertificateProblem e) {
            throw new UncheckedIOException(
                    new IOException(
                            "the TLS certificate and key (tls.certificate, tls.key) cannot be used: " + e.getMessage(),
                            e));
        }
    }

    /** What is wrong with a pair; empty when it would be taken now. */
    static Optional<String> problemWith(EdgeConfig.Tls files, Instant now) {
        try {
            requireInTime(CertificateFiles.read(files).pair().own(), now);
            return Optional.empty();
        } catch (CertificateProblem e) {
            return Optional.of(e.getMessage());
        }
    }

    /** For the next connection. Any thread. */
    SslContext context() {
        return context;
    }

    /** Until when the one in use is good. Any thread. */
    Instant until() {
        return own.getNotAfter().toInstant();
    }

    /**
     * Looks at the files, by their contents: links may be turned and times set back. Takes what two looks in a row
     * found, so that nothing half-written is taken or complained of. Blocks; any thread.
     */
    synchronized void look() {
        Instant now = now();
        CertificateFiles found = CertificateFiles.read(files);
        String digest = found.digest();
        boolean whole = digest.equals(seen);
        seen = digest;
        if (digest.equals(taken)) {
            complained = "";
        } else if (whole) {
            take(found, digest, now);
        }
        remind(now);
    }

    private void take(CertificateFiles found, String digest, Instant now) {
        try {
            CertificateFiles.Pair pair = found.pair();
            requireInTime(pair.own(), now);
            use(digest, pair);
            complained = "";
            remindedNext = Instant.MIN;
            LOG.atInfo()
                    .addKeyValue("event", "certificate-taken")
                    .addKeyValue("serial", own.getSerialNumber().toString(16))
                    .addKeyValue("until", own.getNotAfter().toInstant())
                    .log("new connections get the new TLS certificate");
        } catch (CertificateProblem e) {
            complain(digest, e);
        }
    }

    private void use(String digest, CertificateFiles.Pair pair) throws CertificateProblem {
        try {
            context =
                    SslContextBuilder.forServer(pair.key(), pair.chain())
                            .protocols("TLSv1.3", "TLSv1.2")
                            .ciphers(CIPHERS, SupportedCipherSuiteFilter.INSTANCE)
                            .build();
        } catch (IOException | IllegalArgumentException e) {
            throw new CertificateProblem(Code.BAD_CERTIFICATE, "the certificate cannot be used for TLS", e);
        }
        own = pair.own();
        taken = digest;
    }

    private static void requireInTime(X509Certificate certificate, Instant now) throws CertificateProblem {
        Instant from = certificate.getNotBefore().toInstant();
        Instant until = certificate.getNotAfter().toInstant();
        if (now.isBefore(from)) {
            throw new CertificateProblem(Code.NOT_YET_VALID, "the certificate is good from " + from + " on only");
        }
        if (now.isAfter(until)) {
            throw new CertificateProblem(Code.EXPIRED, "the certificate was good until " + until);
        }
    }

    private void complain(String digest, CertificateProblem problem) {
        String complaint = digest + problem.code();
        if (!complaint.equals(complained)) {
            complained = complaint;
            LOG.atWarn()
                    .addKeyValue("event", "certificate-kept")
                    .addKeyValue("code", problem.code())
                    .log("the new TLS certificate is not used, the former one stays: {}", problem.getMessage());
        }
    }

    private void remind(Instant now) {
        Instant from = own.getNotBefore().toInstant();
        Instant until = own.getNotAfter().toInstant();
        boolean good = !now.isBefore(from) && now.plus(remindedBefore(from, until)).isBefore(until);
        if (!good && !now.isBefore(remindedNext)) {
            remindedNext = now.plus(REMINDED_EVERY);
            LOG.atWarn()
                    .addKeyValue("event", "certificate-runs-out")
                    .addKeyValue("from", from)
                    .addKeyValue("until", until)
                    .log("browsers take the TLS certificate between these times only, and there is no newer one");
        }
    }

    /** A certificate of a few days is not talked of all its life. */
    private static Duration remindedBefore(Instant from, Instant until) {
        Duration quarter = Duration.between(from, until).dividedBy(4);
        return quarter.compareTo(REMINDED_BEFORE) < 0 ? quarter : REMINDED_BEFORE;
    }

    private Instant now() {
        return Instant.ofEpochMilli(millis.getAsLong());
    }
}
