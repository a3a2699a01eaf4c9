package org.evenkeel.setup;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What setup must know: the only place where each question's name, words and default stand. */
public enum Question {
    HOST("host", "Name under which browsers reach this server, such as groups.clinic.example", ""),
    TIME_ZONE("time-zone", "The clinic's time zone, such as America/Chicago", ""),
    ADMINISTRATOR("administrator", "Sign-in name of the first supervisor, who adds everybody else", ""),
    TLS(
            "tls",
            "Who holds the certificate and speaks https with browsers: caddy (certificates come by themselves),"
                    + " caddy-internal (Caddy's own authority, for a try), own (the server itself, with"
                    + " your certificate), nginx (with your certificate), proxy (one of yours)",
            "caddy"),
    CERTIFICATE(
            "certificate",
            "With tls = own or nginx: PEM file with your certificate and those in between",
            "/etc/evenkeel/tls/certificate.pem"),
    CERTIFICATE_KEY("certificate-key", "With tls = own or nginx: PEM file with its key", "/etc/evenkeel/tls/key.pem"),
    PROXIES("proxies", "With tls = proxy: its addresses, comma-separated, as this server sees them", ""),
    MEDIA_ADDRESS(
            "media-address",
            "IPv4 address of this machine over which sound and picture go; auto: that of the default route",
            "auto"),
    MEDIA_PORTS("media-ports", "UDP ports of sound and picture, two a participant", "20000-20999"),
    RELAY("relay", "Whether coturn here relays for people behind strict firewalls: yes or no", Question.NO),
    DATABASE(
            "database",
            "Where the record is kept: sqlite (a file on this machine) or postgresql; it cannot be moved later",
            "sqlite"),
    DATABASE_ADDRESS(
            "database-address",
            "With database = postgresql: here (Debian's PostgreSQL on this machine), or another machine's, such as"
                    + " 10.0.0.5:5432/evenkeel",
            "here"),
    DATABASE_PASSWORD(
            "database-password",
            "With a PostgreSQL on another machine: file with the password of its role evenkeel",
            "/etc/evenkeel/database.password"),
    DATABASE_AUTHORITY(
            "database-authority",
            "With a PostgreSQL on another machine: PEM file with the certificate of the authority that signed its own;"
                    + " no: what travels is encrypted, but whoever answers at that address is believed",
            Question.NO),
    BACKUP_KEY(
            "backup-key",
            "File with what opens the nightly backups, a passphrase or (its name ends in .asc) an OpenPGP public key;"
                    + " no: no backup is made by itself",
            Question.NO),
    BACKUP_FOLDER("backup-folder", "Folder for those backups", "/var/lib/evenkeel/backups");

    /** What is answered where there may be none. */
    static final String NO = "no";

    private final String key;
    private final String text;
    private final String fallback;

    Question(String key, String text, String fallback) {
        this.key = key;
        this.text = text;
        this.fallback = fallback;
    }

    /** Its name in a file of answers. */
    public String key() {
        return key;
    }

    /** Whether it matters after these answers, by question. */
    public boolean matters(Map<String, String> answers) {
        String tls = answers.getOrDefault(TLS.key, TLS.fallback).strip();
        return switch (this) {
            case CERTIFICATE, CERTIFICATE_KEY -> tls.equals("own") || tls.equals("nginx");
            case PROXIES -> tls.equals("proxy");
            case DATABASE_ADDRESS -> isPostgres(answers);
            case DATABASE_PASSWORD, DATABASE_AUTHORITY -> isPostgres(answers) && !isHere(answers);
            case BACKUP_FOLDER -> !answers.getOrDefault(BACKUP_KEY.key, BACKUP_KEY.fallback).strip().equals(NO);
            default -> true;
        };
    }

    private static boolean isPostgres(Map<String, String> answers) {
        return answers.getOrDefault(DATABASE.key, DATABASE.fallback).strip().equals("postgresql");
    }

    private static boolean isHere(Map<String, String> answers) {
        return answers.getOrDefault(DATABASE_ADDRESS.key, DATABASE_ADDRESS.fallback)
                .strip()
                .equals(DATABASE_ADDRESS.fallback);
    }

    /** What is asked. */
    public String text() {
        return text;
    }

    /** What holds when nothing is answered; empty: an answer is needed. */
    public String fallback() {
        return fallback;
    }

    /** The question of a name. */
    public static Optional<Question> named(String key) {
        return Arrays.stream(values()).filter(question -> question.key.equals(key)).findFirst();
    }

    /** A file of answers with nothing answered. */
    public static List<String> template() {
        return Arrays.stream(values())
                .flatMap(
                        question ->
                                List.of("# " + question.text, (question.key + " = " + question.fallback).strip(), "")
                                        .stream())
                .toList();
    }
}
