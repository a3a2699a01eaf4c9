package org.evenkeel.check;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
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
 * @param trust whose certificates are believed
 */
record CertificateCheck(URI address, CheckPlan.Issuers trust, InstantSource clock) implements Check {

    private static final Duration SOON = Duration.ofDays(21);
    private static final Duration VERY_SOON = Duration.ofDays(7);

    /**
     * Authorities give certificates of days or hours too, which renew themselves when a third of their time is left.
     */
    private static final int SOON_SHARE = 4;

    private static final int VERY_SOON_SHARE = 12;
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

    /**
     * The issuers in a file of the machine's, where an authority of the clinic's own stands too.
     *
     * @param list PEM certificates, one after the other
     */
    static Set<TrustAnchor> in(Path list) {
        try (var file = Files.newInputStream(list)) {
            return CertificateFactory.getInstance("X.509").generateCertificates(file).stream()
                    .map(issuer -> new TrustAnchor((X509Certificate) issuer, null))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException | GeneralSecurityException _) {
            return Set.of(); // no such list here: then only those whom all devices know
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
        return days(
                chain.stream().map(it -> it.getNotAfter().toInstant()).min(Instant::compareTo).orElse(now),
                now,
                chain.stream().anyMatch(it -> isShort(it, SOON, SOON_SHARE)),
                chain.stream().anyMatch(it -> isShort(it, VERY_SOON, VERY_SOON_SHARE)));
    }

    /** One that ends then, where nothing else is known of it. */
    static Finding days(Instant end, Instant now) {
        var left = Duration.between(now, end);
        return days(end, now, left.compareTo(SOON) < 0, left.compareTo(VERY_SOON) < 0);
    }

    private static Finding days(Instant end, Instant now, boolean soon, boolean verySoon) {
        var day = LocalDate.ofInstant(end, ZoneOffset.UTC);
        if (!end.isAfter(now)) {
            return Subject.CERTIFICATE_DAYS.broken("The certificate ended on %s.", day);
        }
        var left = Duration.between(now, end);
        var span = left.toDays() > 1 ? left.toDays() + " more days" : left.toHours() + " more hours";
        var found = "The certificate is valid for %s, until %s.".formatted(span, day);
        if (verySoon) {
            return Subject.CERTIFICATE_DAYS.broken("%s", found);
        }
        return soon ? Subject.CERTIFICATE_DAYS.warning("%s", found) : Subject.CERTIFICATE_DAYS.fine("%s", found);
    }

    /** Whether little is left: fewer days than this, or less than this share of the whole where that is shorter. */
    private boolean isShort(X509Certificate certificate, Duration days, int share) {
        var end = certificate.getNotAfter().toInstant();
        var ofItsOwn = Duration.between(certificate.getNotBefore().toInstant(), end).dividedBy(share);
        var least = ofItsOwn.compareTo(days) < 0 ? ofItsOwn : days;
        return Duration.between(clock.instant(), end).compareTo(least) < 0;
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
        if (leadsTo(trust.known(), chain)) {
            return subject().fine("The chain of %d certificates leads to an issuer whom devices know.", chain.size());
        }
        if (leadsTo(trust.told(), chain)) {
            return subject()
                    .fine(
                            "The chain of %d certificates leads to an issuer whom this machine was told to trust; every"
                                    + " device must be told too.",
                            chain.size());
        }
        boolean selfMade = leaf.getIssuerX500Principal().equals(leaf.getSubjectX500Principal());
        if (selfMade) {
            return subject().broken("The certificate is signed by itself: no device knows its issuer.");
        }
        return chain.size() == 1
                ? subject().broken("The certificate comes alone: those between it and its issuer are missing.")
                : subject().broken("The chain of %d certificates leads to no issuer whom devices know.", chain.size());
    }

    private boolean leadsTo(Set<TrustAnchor> anchors, List<X509Certificate> chain) {
        boolean isOneOfThem = anchors.stream().anyMatch(it -> chain.getFirst().equals(it.getTrustedCert()));
        return isOneOfThem || !anchors.isEmpty() && isBuilt(anchors, chain);
    }

    private boolean isBuilt(Set<TrustAnchor> anchors, List<X509Certificate> chain) {
        try {
            var target = new X509CertSelector();
            target.setCertificate(chain.getFirst());
            var wanted = new PKIXBuilderParameters(anchors, target);
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
}
