package org.evenkeel.setup;

import org.evenkeel.media.PortRange;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was answered, checked.
 *
 * @param host under which browsers reach the server
 * @param zone the clinic's
 * @param administrator sign-in name of the first supervisor
 * @param tls who encrypts
 * @param certificate that somebody else looks after; with {@link Tls#OWN} and {@link Tls#NGINX} alone
 * @param proxies whose word about a client's address is believed
 * @param mediaAddress of this machine, IPv4
 * @param mediaPorts UDP
 * @param relay whether coturn on this machine relays
 * @param postgres where the record is kept; empty: in an SQLite file
 * @param backup the one that is made every night; empty: none
 */
public record Answers(
        String host,
        ZoneId zone,
        String administrator,
        Tls tls,
        Optional<Certificate> certificate,
        List<String> proxies,
        String mediaAddress,
        PortRange mediaPorts,
        boolean relay,
        Optional<Postgres> postgres,
        Optional<Backup> backup) {

    public Answers {
        proxies = List.copyOf(proxies);
    }

    /** Who encrypts. */
    public enum Tls {
        /** Caddy on this machine, with certificates from a public authority. */
        CADDY("caddy"),
        /** Caddy on this machine, with an authority of its own. */
        CADDY_INTERNAL("caddy-internal"),
        /** The server itself, with a certificate that somebody else looks after. */
        OWN("own"),
        /** nginx on this machine, with a certificate that somebody else looks after. */
        NGINX("nginx"),
        /** A proxy that somebody else looks after. */
        PROXY("proxy");

        private final String word;

        Tls(String word) {
            this.word = word;
        }

        /** As it is answered. */
        String word() {
            return word;
        }

        /** Whether that is Caddy. */
        public boolean isCaddy() {
            return this == CADDY || this == CADDY_INTERNAL;
        }

        /** Whether setup looks after a proxy on this machine. */
        boolean isProxyHere() {
            return isCaddy() || this == NGINX;
        }
    }

    /**
     * Where the certificate is that somebody else looks after.
     *
     * @param chain absolute path
     * @param key absolute path
     */
    public record Certificate(String chain, String key) {}

    /**
     * A PostgreSQL.
     *
     * @param elsewhere empty: the one of this machine, which setup looks after
     */
    public record Postgres(Optional<PostgresServer> elsewhere) {}

    /**
     * A PostgreSQL that somebody else looks after.
     *
     * @param host IPv4 address: the server's unit reaches that alone, and no DNS
     * @param name of the database
     * @param passwordFile absolute path
     * @param authority absolute path of the certificate of whoever signed its own; empty: whoever answers is believed
     */
    public record PostgresServer(String host, int port, String name, String passwordFile, Optional<String> authority) {}

    /**
     * What is made every night.
     *
     * @param key absolute path of a file with a passphrase or a public key
     * @param folder absolute path
     */
    public record Backup(String key, String folder) {

        /** Whether only the holder of a secret key, who is not this machine, opens it. */
        public boolean isForRecipient() {
            return key.endsWith(".asc");
        }
    }

    /** Something is missing or malformed. */
    public static final class Problems extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient List<String> sentences;

        Problems(List<String> sentences) {
            super(String.join("; ", sentences));
            this.sentences = List.copyOf(sentences);
        }

        /** One each. */
        public List<String> sentences() {
            return sentences;
        }
    }

    /**
     * Reads answers by the names of their questions.
     *
     * @throws Problems with all of them at once
     */
    public static Answers read(Map<String, String> texts) {
        return new AnswerReader(texts).read();
    }

    /**
     * What is wrong with one answer; empty when nothing is.
     *
     * @param text as it was typed
     * @param before what was answered before, by question
     */
    public static Optional<String> problem(Question question, String text, Map<String, String> before) {
        return AnswerReader.problem(question, text, before);
    }

    /** Whether nobody from outside speaks to the server itself. */
    boolean onlyThisMachineAsks() {
        return tls != Tls.OWN && List.of("127.0.0.1", "::1").containsAll(proxies);
    }

    /** The address of the server as browsers write it. */
    public String origin() {
        return "https://" + host;
    }
}
