package org.evenkeel.node;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One configuration key: the only place where its name, default, unit and meaning stand. The document and {@code
 * --help} are made from it.
 *
 * @param name as in the file and in {@code --set}
 * @param fallback what holds when nobody says anything; empty for "none"
 * @param unit of the value
 * @param sentence what it means
 */
public record ConfigKey(String name, String fallback, String unit, String sentence) {

    static final ConfigKey LISTEN_HOST =
            new ConfigKey("listen.host", "127.0.0.1", "address", "Address to listen on; 0.0.0.0 for all.");
    static final ConfigKey LISTEN_PORT =
            new ConfigKey("listen.port", "8080", "port", "Port for HTTP and WebSocket; 0 takes a free one.");
    static final ConfigKey TLS_CERTIFICATE =
            new ConfigKey(
                    "tls.certificate",
                    "",
                    "file",
                    "PEM certificate chain, the server's own first; with tls.key the port speaks TLS. A new pair in"
                        + " these files is taken within 30 s without a restart; one that cannot be used is left, with a"
                        + " warning.");
    static final ConfigKey TLS_KEY =
            new ConfigKey("tls.key", "", "file", "PEM private key of that certificate (PKCS#8, unencrypted).");
    static final ConfigKey PUBLIC_ADDRESS =
            new ConfigKey(
                    "public.address",
                    "",
                    "URL",
                    "How browsers reach this server, e.g. https://groups.clinic.example; stands in personal links.");
    static final ConfigKey TRUSTED_PROXIES =
            new ConfigKey(
                    "proxy.trusted", "", "addresses", "Proxies whose X-Forwarded-For is believed, comma-separated.");
    static final ConfigKey DATA_FOLDER =
            new ConfigKey("data.folder", "evenkeel-data", "folder", "Everything this server keeps on disk.");
    static final ConfigKey KEY_FOLDER =
            new ConfigKey(
                    "keys.folder",
                    "",
                    "folder",
                    "Master key of the database's sealed columns; default: keys in the data folder. evenkeel backup"
                            + " takes it along, encrypted.");
    static final ConfigKey DAY_KEY_FOLDER =
            new ConfigKey(
                    "keys.day-folder",
                    "",
                    "folder",
                    "Day keys of live data; default: day-keys in the data folder. Never back it up; all nodes share"
                            + " it.");
    static final ConfigKey DATABASE_URL =
            new ConfigKey(
                    "database.url",
                    "",
                    "JDBC URL",
                    "jdbc:postgresql:… for PostgreSQL; default: an SQLite file in the data folder.");
    static final ConfigKey DATABASE_USER = new ConfigKey("database.user", "evenkeel", "name", "PostgreSQL role.");
    static final ConfigKey DATABASE_PASSWORD_FILE =
            new ConfigKey("database.password-file", "", "file", "File with the PostgreSQL password.");
    static final ConfigKey DATABASE_CONNECTIONS =
            new ConfigKey("database.connections", "8", "count", "Most PostgreSQL connections of this node.");
    static final ConfigKey REDIS_ADDRESS =
            new ConfigKey(
                    "redis.address",
                    "",
                    "host:port",
                    "A Redis 6.2+ or Valkey; default: one is started as a child in the data folder.");
    static final ConfigKey REDIS_PASSWORD_FILE =
            new ConfigKey("redis.password-file", "", "file", "File with the Redis password.");
    static final ConfigKey REDIS_TLS = new ConfigKey("redis.tls", "false", "true/false", "Speak TLS to Redis.");
    static final ConfigKey SFU_ADDRESS =
            new ConfigKey(
                    "media.sfu-address",
                    "",
                    "URL",
                    "WebSocket API of a Janus that runs by itself, e.g. ws://127.0.0.1:8188; default: one is started as"
                            + " a child in the data folder where Janus is installed.");
    static final ConfigKey SFU_SECRET_FILE =
            new ConfigKey("media.sfu-secret-file", "", "file", "File with the api_secret of that Janus.");
    static final ConfigKey SFU_ADMIN_ADDRESS =
            new ConfigKey(
                    "media.sfu-admin-address",
                    "",
                    "URL",
                    "WebSocket admin API of that Janus; without it less is repaired after a crash.");
    static final ConfigKey SFU_ADMIN_SECRET_FILE =
            new ConfigKey("media.sfu-admin-secret-file", "", "file", "File with the admin_secret of that Janus.");
    static final ConfigKey SFU_ADMIN_KEY_FILE =
            new ConfigKey("media.sfu-admin-key-file", "", "file", "File with the admin_key of that Janus' VideoRoom.");
    static final ConfigKey MEDIA_ADDRESS =
            new ConfigKey(
                    "media.address",
                    "",
                    "IPv4 address",
                    "Address of this machine over which browsers reach the Janus that is started as a child; default:"
                            + " that of the default route.");
    static final ConfigKey MEDIA_PORTS =
            new ConfigKey(
                    "media.ports",
                    "20000-20999",
                    "ports",
                    "UDP ports of that Janus, two a participant; the firewall must let them in.");
    static final ConfigKey MEDIA_MESH =
            new ConfigKey(
                    "media.mesh",
                    "off",
                    "off/relay-only/direct",
                    "Whether browsers may meet without a Janus: over the relay only, or directly, which shows"
                            + " participants' network addresses to each other (for demos only).");
    static final ConfigKey TURN_URLS =
            new ConfigKey(
                    "turn.urls",
                    "",
                    "URLs",
                    "Relays and reflectors for browsers behind strict firewalls, comma-separated, e.g."
                            + " turn:relay.clinic.example:3478?transport=udp.");
    static final ConfigKey TURN_SECRET_FILE =
            new ConfigKey("turn.secret-file", "", "file", "File with the relay's static-auth-secret.");
    static final ConfigKey TURN_VALID_HOURS =
            new ConfigKey(
                    "turn.valid-hours",
                    "4",
                    "hours",
                    "How long a login for the relay may be used: the longest session.");
    static final ConfigKey EVENT_LOOPS =
            new ConfigKey("edge.event-loops", "0", "count", "Event loops of the edge; 0: one a core.");
    static final ConfigKey LOG_FORMAT =
            new ConfigKey("log.format", "text", "text/json", "How log lines are written to standard output.");
    static final ConfigKey LOG_LEVEL =
            new ConfigKey("log.level", "info", "debug/info/warn/error", "What is logged at least.");
    static final ConfigKey METRICS_ADDRESS =
            new ConfigKey(
                    "metrics.address",
                    "127.0.0.1:9480",
                    "host:port/off",
                    "Where monitoring reads figures (Prometheus' form, /metrics): numbers only, no person and no room."
                            + " A loopback address, or off.");
    static final ConfigKey METRICS_OPEN =
            new ConfigKey(
                    "metrics.open",
                    "false",
                    "true/false",
                    "Allows a metrics.address that other machines reach. There is neither TLS nor a password on it: let"
                            + " a firewall keep everybody else out.");
    static final ConfigKey CHECK_ACCEPTED =
            new ConfigKey(
                    "check.accepted",
                    "",
                    "codes",
                    "Of what evenkeel check only says that it is so, comma-separated, such as relay, disk_encryption:"
                            + " a decision of yours, for which monitoring need not wake anybody. What is broken stays"
                            + " broken.");
    static final ConfigKey RETENTION_ATTENDANCE =
            new ConfigKey(
                    "retention.attendance-years",
                    "10",
                    "years",
                    "How long a session's whole record is kept after its end: attendance, signatures, entry answers.");
    static final ConfigKey RETENTION_AUDIT =
            new ConfigKey(
                    "retention.audit-years",
                    "6",
                    "years",
                    "How long rows of the audit log and emergency accesses are kept; 6 at least.");
    static final ConfigKey RETENTION_WAITERS =
            new ConfigKey(
                    "retention.waiter-days",
                    "30",
                    "days",
                    "How long entry answers of people who were never let in, and took no part by phone, are kept after"
                            + " the session's end.");
    static final ConfigKey RATE_COMMANDS =
            new ConfigKey("limits.commands-per-10s", "20", "count", "Room commands of one person in 10 s.");
    static final ConfigKey RATE_CHAT =
            new ConfigKey("limits.messages-per-10s", "5", "count", "Written messages of one person in 10 s.");
    static final ConfigKey RATE_SOCKETS =
            new ConfigKey(
                    "limits.sockets-per-address-per-minute",
                    "600",
                    "count",
                    "New sockets from one address in a minute; a whole house shares one.");
    static final ConfigKey RATE_REQUESTS =
            new ConfigKey(
                    "limits.requests-per-address-per-minute",
                    "3000",
                    "count",
                    "HTTP requests from one address in a minute.");

    static final ConfigKey STAFF_SECOND_FACTOR =
            new ConfigKey(
                    "staff.second-factor",
                    "required",
                    "required/optional",
                    "Whether staff sign in with a code of an authenticator app besides the password; required: who has"
                            + " none sets it up at the next sign-in before anything else.");
    static final ConfigKey STAFF_IDLE =
            new ConfigKey(
                    "staff.idle-minutes",
                    "15",
                    "minutes",
                    "A staff sign-in ends after so long without activity (1 to 60); being live in a session is"
                            + " activity.");

    /** Every key there is. */
    public static List<ConfigKey> all() {
        return List.of(
                LISTEN_HOST,
                LISTEN_PORT,
                TLS_CERTIFICATE,
                TLS_KEY,
                PUBLIC_ADDRESS,
                TRUSTED_PROXIES,
                DATA_FOLDER,
                KEY_FOLDER,
                DAY_KEY_FOLDER,
                DATABASE_URL,
                DATABASE_USER,
                DATABASE_PASSWORD_FILE,
                DATABASE_CONNECTIONS,
                REDIS_ADDRESS,
                REDIS_PASSWORD_FILE,
                REDIS_TLS,
                SFU_ADDRESS,
                SFU_SECRET_FILE,
                SFU_ADMIN_ADDRESS,
                SFU_ADMIN_SECRET_FILE,
                SFU_ADMIN_KEY_FILE,
                MEDIA_ADDRESS,
                MEDIA_PORTS,
                MEDIA_MESH,
                TURN_URLS,
                TURN_SECRET_FILE,
                TURN_VALID_HOURS,
                EVENT_LOOPS,
                LOG_FORMAT,
                LOG_LEVEL,
                METRICS_ADDRESS,
                METRICS_OPEN,
                CHECK_ACCEPTED,
                RETENTION_ATTENDANCE,
                RETENTION_AUDIT,
                RETENTION_WAITERS,
                RATE_COMMANDS,
                RATE_CHAT,
                RATE_SOCKETS,
                RATE_REQUESTS,
                STAFF_SECOND_FACTOR,
                STAFF_IDLE);
    }

    static Optional<ConfigKey> named(String name) {
        return all().stream().filter(key -> key.name().equals(name)).findFirst();
    }

    /** The environment variable that sets it. */
    public String variable() {
        return "EVENKEEL_" + name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }
}
