package org.evenkeel.check;

import org.evenkeel.media.PortRange;
import org.evenkeel.media.RelaySettings;
import org.evenkeel.media.SfuAddress;
import org.evenkeel.redis.RedisAddress;
import org.evenkeel.sql.DatabaseAddress;

import java.net.URI;
import java.nio.file.Path;
import java.security.cert.TrustAnchor;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What to look at: the server's own configuration, as far as it matters.
 *
 * @param publicAddress how browsers reach the server
 * @param listen its own port
 * @param folders where it keeps things
 * @param database its SQL
 * @param redis its Redis
 * @param media its SFU
 * @param relay empty: browsers get none
 * @param slow whether to look at what takes minutes, too
 * @param ownCertificate what is wrong with the files of the server's own certificate; empty: it has none
 * @param accepted of what a warning is no more than said
 * @param trust whose certificates are believed
 * @param machine the machine it runs on
 */
public record CheckPlan(
        Optional<URI> publicAddress,
        Listen listen,
        Folders folders,
        DatabaseAddress database,
        Redis redis,
        Media media,
        Optional<RelaySettings> relay,
        boolean slow,
        Set<Subject> accepted,
        Optional<Supplier<Optional<String>>> ownCertificate,
        Issuers trust,
        Machine machine,
        InstantSource clock) {

    /**
     * The server's own ports.
     *
     * @param metrics the one on which monitoring reads figures
     */
    public record Listen(String host, int port, boolean tls, Set<String> trustedProxies, OptionalInt metrics) {

        /** How this machine reaches it. */
        URI local() {
            var to = host.equals("0.0.0.0") || host.equals("::") ? "127.0.0.1" : host;
            return URI.create((tls ? "https" : "http") + "://" + (to.contains(":") ? "[" + to + "]" : to) + ":" + port);
        }
    }

    /**
     * Where the server keeps things.
     *
     * @param secrets single files that hold secrets
     */
    public record Folders(Path data, Path keys, Path dayKeys, List<Path> secrets) {}

    /**
     * The server's Redis.
     *
     * @param own whether the server starts it itself
     * @param address empty: its own, and none was started yet
     */
    public record Redis(boolean own, Optional<RedisAddress> address) {}

    /**
     * The server's SFU.
     *
     * @param own whether the server starts it itself, where it is installed
     * @param installed whether it could
     * @param sfu empty: there is none, or it is its own and none was started yet
     * @param mesh whether browsers may meet without one
     * @param address for its own
     * @param ports for its own
     */
    public record Media(
            boolean own,
            boolean installed,
            Optional<SfuAddress> sfu,
            boolean mesh,
            Optional<String> address,
            PortRange ports) {}

    /**
     * Issuers of certificates.
     *
     * @param known whom devices know: the same lists that browsers ship
     * @param told whom this machine was told to trust, such as an authority of the clinic's own
     */
    public record Issuers(Set<TrustAnchor> known, Set<TrustAnchor> told) {

        /** Where Debian and Ubuntu keep those whom the machine trusts (update-ca-certificates). */
        private static final Path LIST = Path.of("/etc/ssl/certs/ca-certificates.crt");

        public Issuers {
            known = Set.copyOf(known);
            told = Set.copyOf(told);
        }

        /** Whom this Java knows, and whom this machine was told to trust. */
        public static Issuers ofThisMachine() {
            return new Issuers(CertificateCheck.known(), CertificateCheck.in(LIST));
        }
    }

    /** The address that people use; where none is set, the server's own port. */
    public URI base() {
        return publicAddress.orElseGet(listen::local);
    }

    /** How people come to the server's port. */
    enum Front {
        /** Straight. */
        NONE,
        /** On another port with the same language: a forwarded port, or a proxy that begins TLS anew. */
        PERHAPS,
        /** Through something that ends TLS, or speaks plain HTTP on another port. */
        PROXY
    }

    Front front() {
        if (publicAddress.isEmpty() || Web.port(publicAddress.get()) == listen.port()) {
            return Front.NONE;
        }
        return listen.tls() && Web.isTls(publicAddress.get()) ? Front.PERHAPS : Front.PROXY;
    }
}
