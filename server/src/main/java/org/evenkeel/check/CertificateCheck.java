package org.evenkeel.check;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.KeyStore;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CertificateParsingException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * The certificate that browsers are shown.
 *
 * @param trust issuers whom devices know
 */
record CertificateCheck(URI address, Set<TrustAnchor> trust, InstantSource clock) implements Check {

    private static final long SOON = 21;
    private static final long VERY_SOON = 7;
    private static final int MILLIS = 5_000;
    private static final int NAME_OF_HOST = 2;
    private static final int ADDRESS_OF_HOST = 7;

    /** The issuers that this Java knows: the same lists that browsers ship. */
    static Set<TrustAnchor> known() {
        try {
            var factory = TrustManagerFactory.getInstance("PKIX");
            factory.init((KeyStore) null);
            return Stream.of(factory.getTrustManagers())
                    .filter(X509TrustManager.class::isInstance)
                    .flatMap(it -> Stream.of(((X509TrustManager) it).getAcceptedIssuers()))
                    .map(issuer -> new TrustAnchor(issuer, null))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has issuers", e);
        }
    }

    @Override
    public Subject subject() {
        return Subject.CERTIFICATE_CHAIN;
    }

    @Override
    public List<Finding> look() {
        List<X509Certificate> chain;
        try {
            chain = shown();
        } catch (SSLException _) {
            return Subject.only(
                    subject().broken("What answers on port %d does not speak TLS as browsers do.", Web.port(address)));
        } catch (IOException _) {
            return Subject.only(
                    subject()
                            .warning("The certificate cannot be seen: nobody answers at %s.", address)
                            .doing("Look at what serves that address first, then check again."));
        }
        return List.of(days(chain), name(chain.getFirst()), chain(chain));
    }

    /**
     * @throws SSLException when somebody answers, and not in TLS
     */
    private List<X509Certificate> shown() throws IOException {
        try (var plain = new Socket()) {
            plain.connect(new InetSocketAddress(Web.host(address), Web.port(address)), MILLIS);
            plain.setSoTimeout(MILLIS);
            try {
                return shownOver(plain);
            } catch (IOException e) {
                throw new SSLException("no TLS", e);
            }
        }
    }

    private List<X509Certificate> shownOver(Socket plain) throws IOException {
        var host = Web.host(address);
        var factory = Web.anyCertificate().getSocketFactory();
        try (var socket = (SSLSocket) factory.createSocket(plain, host, Web.port(address), true)) {
            boolean isName = host.matches(".*[a-zA-Z].*") && !host.contains(":");
            if (isName) {
                var parameters = socket.getSSLParameters();
                parameters.setServerNames(List.of(new SNIHostName(host)));
                socket.setSSLParameters(parameters);
            }
            socket.startHandshake();
            return Stream.of(socket.getSession().getPeerCertificates()).map(X509Certificate.class::cast).toList();
        }
    }

    private Finding days(List<X509Certificate> chain) {
        var now = clock.instant();
        if (chain.stream().anyMatch(it -> it.getNotBefore().toInstant().isAfter(now))) {
            return Subject.CERTIFICATE_DAYS
                    .broken("The certificate is not valid yet; its time begins later.")
                    .doing("See that this machine's clock is right (date -u); else get another certificate.");
        }
        return days(chain.stream().map(it -> it.getNotAfter().toInstant()).min(Instant::compareTo).orElse(now), now);
    }

    /** A certificate that ends then. */
    static Finding days(Instant end, Instant now) {
        long days = Duration.between(now, end).toDays();
        var day = LocalDate.ofInstant(end, ZoneOffset.UTC);
        if (!end.isAfter(now)) {
            return Subject.CERTIFICATE_DAYS.broken("The certificate ended on %s.", day);
        }
        var found = "The certificate is valid for %d more days, until %s.".formatted(days, day);
        if (days < VERY_SOON) {
            return Subject.CERTIFICATE_DAYS.broken("%s", found);
        }
        return days < SOON ? Subject.CERTIFICATE_DAYS.warning("%s", found) : Subject.CERTIFICATE_DAYS.fine("%s", found);
    }

    private Finding name(X509Certificate leaf) {
        var host = Web.host(address);
        var names = names(leaf);
        return names.stream().anyMatch(name -> fits(name, host))
                ? Subject.CERTIFICATE_NAME.fine("The certificate is for %s.", host)
                : Subject.CERTIFICATE_NAME.broken(
                        "The certificate is for %s, not for %s.",
                        names.isEmpty() ? "no name at all" : String.join(", ", names), host);
    }

    private static List<String> names(X509Certificate leaf) {
        var names = new ArrayList<String>();
        try {
            Optional.ofNullable(leaf.getSubjectAlternativeNames())
                    .ifPresent(
                            all ->
                                    all.stream()
                                            .filter(it -> isOfHost((Integer) it.getFirst()))
                                            .forEach(it -> names.add(it.getLast().toString())));
        } catch (CertificateParsingException _) {
            return List.of();
        }
        return names;
    }

    private static boolean isOfHost(int kind) {
        return kind == NAME_OF_HOST || kind == ADDRESS_OF_HOST;
    }

    /** A star stands for one label, and for no more (RFC 9525, section 6.3). */
    static boolean fits(String name, String host) {
        var wanted = host.toLowerCase(Locale.ROOT);
        var held = name.toLowerCase(Locale.ROOT);
        return held.equals(wanted)
                || held.startsWith("*.")
                        && wanted.indexOf('.') > 0
                        && wanted.substring(wanted.indexOf('.')).equals(held.substring(1));
    }

    /** Judged at a time at which the certificate is valid: that it has ended is said elsewhere. */
    private Finding chain(List<X509Certificate> chain) {
        var leaf = chain.getFirst();
        if (trust.stream().anyMatch(anchor -> leaf.equals(anchor.getTrustedCert())) || isBuilt(chain)) {
            return subject().fine("The chain of %d certificates leads to an issuer whom devices know.", chain.size());
        }
        boolean selfMade = leaf.getIssuerX500Principal().equals(leaf.getSubjectX500Principal());
        if (selfMade) {
            return subject().broken("The certificate is signed by itself: no device knows its issuer.");
        }
        return chain.size() == 1
                ? subject().broken("The certificate comes alone: those between it and its issuer are missing.")
                : subject().broken("The chain of %d certificates leads to no issuer whom devices know.", chain.size());
    }

    private boolean isBuilt(List<X509Certificate> chain) {
        try {
            var target = new X509CertSelector();
            target.setCertificate(chain.getFirst());
            PKIXParameters wanted = parameters(target);
            wanted.setRevocationEnabled(false);
            wanted.setDate(Date.from(whileValid(chain.getFirst())));
            wanted.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(chain)));
            CertPathBuilder.getInstance("PKIX").build(wanted);
            return true;
        } catch (GeneralSecurityException _) {
            return false;
        }
    }

    private Instant whileValid(X509Certificate leaf) {
        var now = clock.instant();
        var first = leaf.getNotBefore().toInstant();
        var last = leaf.getNotAfter().toInstant();
        return now.isBefore(first) ? first : now.isAfter(last) ? last : now;
    }

    private PKIXBuilderParameters parameters(X509CertSelector target) throws InvalidAlgorithmParameterException {
        return new PKIXBuilderParameters(trust, target);
    }
}
