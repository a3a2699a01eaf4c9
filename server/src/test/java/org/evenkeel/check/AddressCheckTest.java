package org.evenkeel.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evenkeel.check.Plans.said;

import org.evenkeel.edge.EdgeConfig;
import org.evenkeel.edge.EdgeServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.TrustAnchor;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Names, and real certificates over real TLS. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class AddressCheckTest {

    @TempDir private Path folder;

    private static List<Finding> looked(TestCertificates.Shown shown, String host, Set<TrustAnchor> trust) {
        return looked(shown, host, new CheckPlan.Issuers(trust, Set.of()));
    }

    private static List<Finding> looked(TestCertificates.Shown shown, String host, CheckPlan.Issuers trust) {
        return new CertificateCheck(shown.address(host), trust, InstantSource.system()).look();
    }

    @Test
    void aCertificateWithItsChainForTheNameIsFine() {
        var certificates = new TestCertificates(folder);
        certificates.sign("good", "localhost", Duration.ofDays(-1), 90);
        try (var shown = certificates.show("good", 3)) {
            assertThat(looked(shown, "localhost", certificates.issuer()))
                    .hasSize(3)
                    .extracting(Finding::state)
                    .containsOnly(Finding.State.FINE);
        }
        try (var shown = certificates.show("good", 2)) {
            assertThat(said(looked(shown, "localhost", certificates.issuer()), Subject.CERTIFICATE_CHAIN))
                    .isEqualTo("fine: The chain of 2 certificates leads to an issuer whom devices know.");
        }
    }

    @Test
    void oneThatEndsSoonOrHasEndedOrNotBegunIsToldApart() {
        var certificates = new TestCertificates(folder);
        certificates.sign("soon", "localhost", Duration.ofDays(-76), 90);
        certificates.sign("now", "localhost", Duration.ofDays(-87), 90);
        certificates.sign("over", "localhost", Duration.ofDays(-30), 10);
        certificates.sign("later", "localhost", Duration.ofDays(2), 90);
        try (var shown = certificates.show("soon", 3)) {
            assertThat(said(looked(shown, "localhost", certificates.issuer()), Subject.CERTIFICATE_DAYS))
                    .startsWith("warning: The certificate is valid for 13 more days");
        }
        try (var shown = certificates.show("now", 3)) {
            assertThat(said(looked(shown, "localhost", certificates.issuer()), Subject.CERTIFICATE_DAYS))
                    .startsWith("broken: The certificate is valid for 2 more days");
        }
        try (var shown = certificates.show("over", 3)) {
            var findings = looked(shown, "localhost", certificates.issuer());
            assertThat(said(findings, Subject.CERTIFICATE_DAYS)).startsWith("broken: The certificate ended on ");
            assertThat(said(findings, Subject.CERTIFICATE_CHAIN)).startsWith("fine: ");
        }
        try (var shown = certificates.show("later", 3)) {
            assertThat(said(looked(shown, "localhost", certificates.issuer()), Subject.CERTIFICATE_DAYS))
                    .startsWith("broken: The certificate is not valid yet");
        }
    }

    @Test
    void ofACertificateThatLivesForDaysAShareOfItsTimeMustBeLeft() {
        var certificates = new TestCertificates(folder);
        certificates.sign("fresh", "localhost", Duration.ofDays(-4), 6);
        certificates.sign("last", "localhost", Duration.ofHours(-137), 6);
        try (var shown = certificates.show("fresh", 3)) {
            assertThat(said(looked(shown, "localhost", certificates.issuer()), Subject.CERTIFICATE_DAYS))
                    .startsWith("fine: The certificate is valid for 47 more hours");
        }
        try (var shown = certificates.show("last", 3)) {
            assertThat(said(looked(shown, "localhost", certificates.issuer()), Subject.CERTIFICATE_DAYS))
                    .startsWith("broken: The certificate is valid for 6 more hours");
        }
    }

    @Test
    void anIssuerOfTheClinicsOwnIsTrustedWhereTheMachineWasToldTo() throws IOException {
        var certificates = new TestCertificates(folder);
        certificates.sign("good", "localhost", Duration.ofDays(-1), 90);
        var list = certificates.pem("issuer").getFirst();
        var told = new CheckPlan.Issuers(Set.of(), CertificateCheck.in(list));
        try (var shown = certificates.show("good", 2)) {
            assertThat(said(looked(shown, "localhost", told), Subject.CERTIFICATE_CHAIN))
                    .startsWith("fine: The chain of 2 certificates leads to an issuer whom this machine was told to");
        }
        assertThat(CertificateCheck.in(folder.resolve("none.crt"))).isEmpty();
        assertThat(CertificateCheck.in(Files.writeString(folder.resolve("odd.crt"), "no certificate"))).isEmpty();
    }

    @Test
    void anotherNameIsBrokenAndAStarStandsForOneLabel() {
        var certificates = new TestCertificates(folder);
        certificates.sign("other", "other.clinic.example", Duration.ofDays(-1), 90);
        try (var shown = certificates.show("other", 3)) {
            assertThat(said(looked(shown, "localhost", certificates.issuer()), Subject.CERTIFICATE_NAME))
                    .isEqualTo("broken: The certificate is for other.clinic.example, not for localhost.");
        }
        assertThat(CertificateCheck.fits("*.clinic.example", "groups.clinic.example")).isTrue();
        assertThat(CertificateCheck.fits("*.clinic.example", "a.groups.clinic.example")).isFalse();
        assertThat(CertificateCheck.fits("*.clinic.example", "clinic.example")).isFalse();
    }

    @Test
    void aChainThatIsCutOrOfNobodyIsBroken() {
        var certificates = new TestCertificates(folder);
        certificates.sign("good", "localhost", Duration.ofDays(-1), 90);
        certificates.signItself("alone", "localhost", 90);
        try (var shown = certificates.show("good", 1)) {
            assertThat(said(looked(shown, "localhost", certificates.issuer()), Subject.CERTIFICATE_CHAIN))
                    .startsWith("broken: The certificate comes alone");
        }
        try (var shown = certificates.show("good", 3)) {
            assertThat(said(looked(shown, "localhost", CheckPlan.Issuers.ofThisMachine()), Subject.CERTIFICATE_CHAIN))
                    .startsWith("broken: The chain of 3 certificates leads to no issuer");
        }
        try (var shown = certificates.show("alone", 1)) {
            assertThat(said(looked(shown, "localhost", CheckPlan.Issuers.ofThisMachine()), Subject.CERTIFICATE_CHAIN))
                    .startsWith("broken: The certificate is signed by itself");
            assertThat(said(looked(shown, "localhost", certificates.itself("alone")), Subject.CERTIFICATE_CHAIN))
                    .startsWith("fine: ");
        }
    }

    @Test
    void aPairInFilesThatCannotBeUsedIsAWarningBeforeTheRestart() {
        var certificates = new TestCertificates(folder);
        certificates.sign("good", "localhost", Duration.ofDays(-1), 90);
        certificates.sign("over", "localhost", Duration.ofDays(-30), 10);
        var good = certificates.pem("good");
        var over = certificates.pem("over");
        assertThat(ofFiles(good.getFirst(), good.getLast()))
                .isEqualTo("fine: The pair in tls.certificate and tls.key can be used.");
        assertThat(ofFiles(good.getFirst(), over.getLast()))
                .isEqualTo(
                        "warning: The pair in the files cannot be used: the key is not that of the first certificate in"
                                + " the file.");
        assertThat(ofFiles(over.getFirst(), over.getLast()))
                .startsWith("warning: The pair in the files cannot be used: the certificate was good until ");
    }

    private static String ofFiles(Path certificate, Path key) {
        var files = new EdgeConfig.Tls(certificate, key);
        var look = new CertificateFilesCheck(() -> EdgeServer.problemWith(files, Instant.now()));
        return said(look.look(), Subject.CERTIFICATE_FILES);
    }

    @Test
    void whoSpeaksNoTlsAndNobodyAreToldApart() {
        try (var plain = new ScriptedWeb()) {
            var address = URI.create("https://localhost:" + plain.port());
            assertThat(
                            new CertificateCheck(
                                            address, new CheckPlan.Issuers(Set.of(), Set.of()), InstantSource.system())
                                    .look())
                    .singleElement()
                    .extracting(Finding::state)
                    .isEqualTo(Finding.State.BROKEN);
        }
        var nobody = URI.create("https://localhost:1");
        assertThat(
                        new CertificateCheck(nobody, new CheckPlan.Issuers(Set.of(), Set.of()), InstantSource.system())
                                .look())
                .singleElement()
                .extracting(Finding::state)
                .isEqualTo(Finding.State.WARNING);
    }

    private List<Finding> named(String address) {
        return new NameCheck(Plans.of(folder).address(address).plan()).look();
    }

    @Test
    void aNameOfThisMachineIsFineAndOneThatNobodyHasIsBroken() {
        assertThat(said(named("https://localhost"), Subject.DNS)).startsWith("fine: localhost is 127.0.0.1");
        assertThat(said(named("https://203.0.113.1"), Subject.DNS)).contains("no address of this machine");
        assertThat(said(named("https://nobody.invalid"), Subject.DNS))
                .isEqualTo("broken: The name nobody.invalid has no address.");
    }

    @Test
    void peopleMustComeOverTls() {
        assertThat(said(named("https://localhost"), Subject.PUBLIC_ADDRESS)).startsWith("fine: ");
        assertThat(said(named("http://localhost:8080"), Subject.PUBLIC_ADDRESS)).startsWith("fine: ");
        assertThat(said(named("http://203.0.113.1"), Subject.PUBLIC_ADDRESS)).startsWith("broken: ");
        assertThat(said(new NameCheck(Plans.of(folder).plan()).look(), Subject.PUBLIC_ADDRESS)).startsWith("warning: ");
    }

    @Test
    void plainHttpLeadsToTlsOrIsNamed() throws InterruptedException {
        try (var web = new ScriptedWeb()) {
            var https = URI.create("https://127.0.0.1");
            web.on("/", "HTTP/1.1 308 Permanent Redirect\nLocation: https://127.0.0.1/", "");
            assertThat(said(new RedirectCheck(https, web.port()).look(), Subject.HTTPS_REDIRECT)).startsWith("fine: ");
            web.on("/", "HTTP/1.1 200 OK", "a page");
            assertThat(said(new RedirectCheck(https, web.port()).look(), Subject.HTTPS_REDIRECT))
                    .startsWith("broken: ");
            web.on("/", "HTTP/1.1 302 Found\nLocation: http://127.0.0.1/start", "");
            assertThat(said(new RedirectCheck(https, web.port()).look(), Subject.HTTPS_REDIRECT))
                    .startsWith("broken: ");
            assertThat(said(new RedirectCheck(https, 1).look(), Subject.HTTPS_REDIRECT)).startsWith("warning: ");
        }
    }
}
