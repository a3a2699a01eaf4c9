package org.evenkeel.setup;

import org.evenkeel.media.MediaAddress;
import org.evenkeel.media.PortRange;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

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

    private static final Pattern HOST_NAME =
            Pattern.compile("(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*");
    private static final Pattern SIGN_IN_NAME = Pattern.compile("[A-Za-z0-9._@-]{1,64}");
    private static final Pattern ADDRESS = Pattern.compile("[0-9a-fA-F.:]{2,45}");
    private static final Pattern PLACE = Pattern.compile("(/[A-Za-z0-9._+@-]+)+");
    private static final Pattern DATABASE =
            Pattern.compile("([0-9]{1,3}(?:\\.[0-9]{1,3}){3}):([0-9]{1,5})/([A-Za-z0-9_]{1,63})");
    private static final String AUTO = "auto";
    private static final String POSTGRESQL = "postgresql";
    private static final List<String> LOOPBACK = List.of("127.0.0.1", "::1");

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
     */
    public record PostgresServer(String host, int port, String name, String passwordFile) {}

    /**
     * What is made every night.
     *
     * @param key absolute path of a file with a passphrase or a public key
     * @param folder absolute path
     */
    public record Backup(String key, String folder) {

        /** Whether only the holder of a secret key, who is not this machine, opens it. */
        boolean isForRecipient() {
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
        var reading = new Reading(texts);
        texts.keySet().stream()
                .filter(key -> Question.named(key).isEmpty())
                .forEach(key -> reading.problems.add(key + ": there is no such question"));
        var host = reading.one(Question.HOST, text -> matching(HOST_NAME, text), "a host name in small letters");
        var zone = reading.one(Question.TIME_ZONE, Answers::zone, "a time zone such as America/Chicago");
        var administrator =
                reading.one(
                        Question.ADMINISTRATOR, text -> matching(SIGN_IN_NAME, text), "letters, digits and . _ @ -");
        var tls = reading.one(Question.TLS, Answers::tls, "caddy, caddy-internal, own, nginx or proxy");
        var chain = reading.place(Question.CERTIFICATE);
        var key = reading.place(Question.CERTIFICATE_KEY);
        var proxies =
                Question.PROXIES.matters(texts)
                        ? reading.one(Question.PROXIES, Answers::addresses, "at least one address")
                        : Optional.of(tls.equals(Optional.of(Tls.OWN)) ? List.<String>of() : LOOPBACK);
        var media = reading.one(Question.MEDIA_ADDRESS, Answers::media, "an IPv4 address of this machine");
        var ports = reading.one(Question.MEDIA_PORTS, PortRange::parse, "a range such as 20000-20999");
        var relay = reading.one(Question.RELAY, Answers::yes, "yes or no");
        var database = reading.one(Question.DATABASE, Answers::isPostgres, "sqlite or postgresql");
        var password = reading.place(Question.DATABASE_PASSWORD);
        var elsewhere =
                Question.DATABASE_PASSWORD.matters(texts)
                        ? reading.one(
                                Question.DATABASE_ADDRESS,
                                text -> elsewhere(text, password.orElse("")),
                                "here, or IPV4-ADDRESS:PORT/NAME")
                        : Optional.<PostgresServer>empty();
        boolean backedUp = Question.BACKUP_FOLDER.matters(texts);
        var backupKey = backedUp ? reading.place(Question.BACKUP_KEY) : Optional.<String>empty();
        var backupFolder = reading.place(Question.BACKUP_FOLDER);
        if (!reading.problems.isEmpty()) {
            throw new Problems(reading.problems);
        }
        return new Answers(
                host.orElseThrow(),
                zone.orElseThrow(),
                administrator.orElseThrow(),
                tls.orElseThrow(),
                chain.flatMap(file -> key.map(secret -> new Certificate(file, secret))),
                proxies.orElseThrow(),
                media.orElseThrow(),
                ports.orElseThrow(),
                relay.orElseThrow(),
                database.filter(isPostgres -> isPostgres).map(_ -> new Postgres(elsewhere)),
                backupKey.flatMap(file -> backupFolder.map(folder -> new Backup(file, folder))));
    }

    /**
     * What is wrong with one answer; empty when nothing is.
     *
     * @param text as it was typed
     */
    public static Optional<String> problem(Question question, String text) {
        var texts = new HashMap<String, String>();
        switch (question) {
            case PROXIES -> texts.put(Question.TLS.key(), Tls.PROXY.word);
            case CERTIFICATE, CERTIFICATE_KEY -> texts.put(Question.TLS.key(), Tls.OWN.word);
            case DATABASE_ADDRESS -> texts.put(Question.DATABASE.key(), POSTGRESQL);
            case DATABASE_PASSWORD -> {
                texts.put(Question.DATABASE.key(), POSTGRESQL);
                texts.put(Question.DATABASE_ADDRESS.key(), "192.0.2.1:5432/any");
            }
            case BACKUP_FOLDER -> texts.put(Question.BACKUP_KEY.key(), "/any");
            default -> {}
        }
        texts.put(question.key(), text);
        try {
            read(texts);
            return Optional.empty();
        } catch (Problems e) {
            return e.sentences().stream().filter(sentence -> sentence.startsWith(question.key() + ":")).findFirst();
        }
    }

    /** The address of the server as browsers write it. */
    public String origin() {
        return "https://" + host;
    }

    private static String matching(Pattern pattern, String text) {
        if (!pattern.matcher(text).matches()) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Tls tls(String text) {
        return Arrays.stream(Tls.values()).filter(tls -> tls.word.equals(text)).findFirst().orElseThrow();
    }

    private static List<String> addresses(String text) {
        return Arrays.stream(text.split(",")).map(String::strip).map(each -> matching(ADDRESS, each)).toList();
    }

    private static String media(String text) {
        String address = text.equals(AUTO) ? MediaAddress.ofThisMachine().orElseThrow() : text;
        MediaAddress.problem(address)
                .ifPresent(
                        problem -> {
                            throw new IllegalArgumentException(problem);
                        });
        return address;
    }

    private static boolean isPostgres(String text) {
        return switch (text) {
            case POSTGRESQL -> true;
            case "sqlite" -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }

    private static PostgresServer elsewhere(String text, String passwordFile) {
        var parts = DATABASE.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(text);
        }
        return new PostgresServer(parts.group(1), Integer.parseInt(parts.group(2)), parts.group(3), passwordFile);
    }

    private static boolean yes(String text) {
        return switch (text) {
            case "yes" -> true;
            case "no" -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }

    private static final class Reading {

        private final Map<String, String> texts;
        private final List<String> problems = new ArrayList<>();

        Reading(Map<String, String> texts) {
            this.texts = texts;
        }

        /** The absolute path that was answered; empty when it does not matter. */
        Optional<String> place(Question question) {
            return question.matters(texts)
                    ? one(question, text -> matching(PLACE, text), "an absolute path of letters, digits and . _ + @ -")
                    : Optional.empty();
        }

        /** The answer; empty, and a problem noted, when there is none that can be used. */
        <T> Optional<T> one(Question question, Function<String, T> parse, String needed) {
            String text = texts.getOrDefault(question.key(), question.fallback()).strip();
            try {
                return Optional.of(parse.apply(text));
            } catch (RuntimeException _) {
                problems.add("%s: %s is needed".formatted(question.key(), needed));
                return Optional.empty();
            }
        }
    }
}
