package org.evenkeel.setup;

import org.evenkeel.media.SfuUnit;
import org.evenkeel.redis.RedisSettings;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The files that follow from the answers, in the order in which they are made. */
final class WantedFiles {

    private static final String FOLDER = "rwxr-x---";
    private static final String PRIVATE_FOLDER = "rwx------";
    private static final String SHARED = "rw-r-----";
    private static final String PUBLIC = "rw-r--r--";
    private static final String OWN = "rw-------";

    private static final String CERTIFICATE = "tls.certificate";
    private static final String CERTIFICATE_KEY = "tls.key";
    private static final String RELAY_URLS = "turn.urls";
    private static final String RELAY_SECRET = "turn.secret-file";

    private final Answers answers;
    private final Machine machine;
    private final Secrets secrets;
    private final ConfigurationText configuration;
    private final SfuUnit sfu;

    WantedFiles(Answers answers, Machine machine, ConfigurationText configuration) {
        this.answers = answers;
        this.machine = machine;
        this.configuration = configuration;
        secrets = Secrets.of(machine);
        sfu =
                new SfuUnit(
                        Path.of(Places.JANUS),
                        answers.mediaAddress(),
                        answers.mediaPorts(),
                        Places.JANUS_PORT,
                        Places.JANUS_ADMIN_PORT,
                        secrets.janus());
    }

    List<Change> all() {
        var all = new ArrayList<Change>();
        all.add(new Change.Folder(Places.SECRETS, Owner.SERVER, FOLDER));
        all.addAll(secretFiles());
        all.add(shared(Places.REDIS, redis(), Owner.REDIS));
        if (machine.has(Places.JANUS_PROGRAM)) {
            all.addAll(janus());
        }
        if (answers.relay()) {
            all.addAll(relay());
        }
        if (answers.tls().isCaddy()) {
            all.addAll(caddy());
        } else if (machine.has(Places.CADDY)) {
            all.add(visible(Places.CADDY, "# Written by Evenkeel; Caddy has no part in it any more.\n"));
        }
        if (answers.tls() == Answers.Tls.NGINX) {
            answers.certificate()
                    .ifPresent(
                            certificate ->
                                    all.add(visible(Places.NGINX, ProxySites.nginx(answers.host(), certificate))));
        } else if (machine.has(Places.NGINX)) {
            all.add(visible(Places.NGINX, "# Written by Evenkeel; nginx has no part in it any more.\n"));
        }
        serverUnit().ifPresent(text -> all.add(visible(Places.SERVER_UNIT, text)));
        answers.backup().ifPresent(backup -> all.addAll(backup(backup)));
        all.add(shared(Places.CONFIGURATION, configurationText(), Owner.SERVER));
        return List.copyOf(all);
    }

    private List<Change> secretFiles() {
        var files = new ArrayList<Change>();
        files.add(secret("redis", secrets.redis(), Owner.SERVER, SHARED));
        if (machine.has(Places.JANUS_PROGRAM)) {
            var address = sfu.address();
            files.add(secret("janus", secrets.janus(), Owner.ROOT, OWN));
            files.add(secret("janus-api", address.apiSecret(), Owner.SERVER, SHARED));
            files.add(secret("janus-admin", address.adminSecret(), Owner.SERVER, SHARED));
            files.add(secret("janus-key", address.adminKey(), Owner.SERVER, SHARED));
        }
        if (answers.relay()) {
            files.add(secret("relay", secrets.relay(), Owner.SERVER, SHARED));
        }
        if (PostgresHere.isWanted(answers)) {
            String script = PostgresHere.script(secrets.database());
            files.add(secret("database", secrets.database(), Owner.SERVER, SHARED));
            files.add(new Change.Text(Places.POSTGRES_SCRIPT, script, Owner.ROOT, OWN, hidden()));
        }
        return List.copyOf(files);
    }

    private Change secret(String name, String value, Owner owner, String mode) {
        return new Change.Text(Places.secret(name), value + "\n", owner, mode, hidden());
    }

    private Change shared(String place, String text, Owner owner) {
        return new Change.Text(place, text, owner, SHARED, hidden());
    }

    private static Change visible(String place, String text) {
        return new Change.Text(place, text, Owner.ROOT, PUBLIC, Set.of());
    }

    private Set<String> hidden() {
        var address = sfu.address();
        return Set.of(
                secrets.redis(),
                secrets.janus(),
                secrets.relay(),
                secrets.database(),
                address.apiSecret(),
                address.adminSecret(),
                address.adminKey());
    }

    private String redis() {
        return new RedisSettings(Places.REDIS_PORT, Path.of(Places.REDIS_DATA), secrets.redis()).text();
    }

    private List<Change> janus() {
        var changes = new ArrayList<Change>();
        changes.add(new Change.Folder(Places.JANUS, Owner.JANUS, FOLDER));
        sfu.folders().forEach(folder -> changes.add(new Change.Folder(folder.toString(), Owner.JANUS, FOLDER)));
        sfu.links().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(link -> changes.add(new Change.Link(link.getKey().toString(), link.getValue())));
        sfu.files().forEach((file, text) -> changes.add(shared(file.toString(), text, Owner.JANUS)));
        return List.copyOf(changes);
    }

    /** Relays between browsers and the SFU only: it cannot be used to look into the clinic's network. */
    private List<Change> relay() {
        String text =
                """
                # Written by Evenkeel; changes are lost.
                listening-ip=%1$s
                relay-ip=%1$s
                listening-port=%2$d
                min-port=%4$d
                max-port=%5$d
                realm=%3$s
                fingerprint
                use-auth-secret
                static-auth-secret=%6$s
                no-tls
                no-dtls
                no-cli
                no-multicast-peers
                no-tcp-relay
                stale-nonce=600
                user-quota=12
                total-quota=1200
                denied-peer-ip=0.0.0.0-255.255.255.255
                allowed-peer-ip=%1$s
                log-file=stdout
                simple-log
                """
                        .formatted(
                                answers.mediaAddress(),
                                Places.RELAY_PORT,
                                answers.host(),
                                Places.RELAY_PORTS.first(),
                                Places.RELAY_PORTS.last(),
                                secrets.relay());
        String unit =
                """
                # Written by Evenkeel; changes are lost.
                [Service]
                ExecStart=
                ExecStart=/usr/bin/turnserver -c %s --pidfile=
                """
                        .formatted(Places.RELAY);
        return List.of(shared(Places.RELAY, text, Owner.RELAY), visible(Places.RELAY_UNIT, unit));
    }

    private List<Change> caddy() {
        String line = Places.CADDY_IMPORT;
        String main = machine.read(Places.CADDY_MAIN).orElse("");
        String withSite = main.lines().anyMatch(line::equals) ? main : main + "\n" + line + "\n";
        return List.of(
                visible(Places.CADDY, ProxySites.caddy(answers.host(), answers.tls() == Answers.Tls.CADDY_INTERNAL)),
                visible(Places.CADDY_MAIN, withSite));
    }

    /** The certificate that the server itself shows. */
    private Optional<Answers.Certificate> ownCertificate() {
        return answers.certificate().filter(_ -> answers.tls() == Answers.Tls.OWN);
    }

    /**
     * What the server's unit must be let do beyond its own text. An addition that is needed no longer is emptied, not
     * deleted, so that the next start forgets it.
     */
    private Optional<String> serverUnit() {
        if (answers.tls() == Answers.Tls.OWN) {
            return Optional.of(UnitAdditions.ownPort());
        }
        var others = new ArrayList<>(answers.onlyThisMachineAsks() ? List.<String>of() : answers.proxies());
        databaseElsewhere().map(Answers.PostgresServer::host).ifPresent(others::add);
        if (!others.isEmpty()) {
            return Optional.of(UnitAdditions.withOthers(others));
        }
        return machine.has(Places.SERVER_UNIT) ? Optional.of(UnitAdditions.none()) : Optional.empty();
    }

    private Optional<Answers.PostgresServer> databaseElsewhere() {
        return answers.postgres().flatMap(Answers.Postgres::elsewhere);
    }

    private List<Change> backup(Answers.Backup backup) {
        return List.of(
                new Change.Folder(backup.folder(), Owner.RECORD, PRIVATE_FOLDER),
                visible(
                        Places.BACKUP_UNIT,
                        UnitAdditions.backup(backup, databaseElsewhere().map(Answers.PostgresServer::host))));
    }

    private String presentConfiguration() {
        return machine.read(Places.CONFIGURATION).or(() -> machine.read(Places.SAMPLE)).orElse("");
    }

    private String configurationText() {
        return configuration.with(presentConfiguration(), configurationValues());
    }

    /** What is set in the server's configuration, by key; whatever stands there now is put right. */
    Map<String, String> configurationValues() {
        String present = presentConfiguration();
        var values = new LinkedHashMap<>(values());
        if (answers.relay()) {
            values.put(RELAY_URLS, relayUrls());
            values.put(RELAY_SECRET, Places.secret("relay"));
        } else if (present.contains(RELAY_SECRET + " = " + Places.secret("relay"))) {
            values.put(RELAY_URLS, "");
            values.put(RELAY_SECRET, "");
        }
        ownCertificate()
                .ifPresentOrElse(
                        own -> {
                            values.put(CERTIFICATE, own.chain());
                            values.put(CERTIFICATE_KEY, own.key());
                        },
                        () -> {
                            if (Pattern.compile("(?m)^" + Pattern.quote(CERTIFICATE) + " *= *\\S")
                                    .matcher(present)
                                    .find()) {
                                values.put(CERTIFICATE, "");
                                values.put(CERTIFICATE_KEY, "");
                            }
                        });
        return values;
    }

    /** A relay or a Janus elsewhere that somebody configured by hand is not among them. */
    private Map<String, String> values() {
        var values = new LinkedHashMap<String, String>();
        values.put("public.address", answers.origin());
        values.put("listen.host", answers.onlyThisMachineAsks() ? "127.0.0.1" : "0.0.0.0");
        values.put(
                "listen.port",
                Integer.toString(answers.tls() == Answers.Tls.OWN ? Places.OWN_PORT : Places.SERVER_PORT));
        values.put("proxy.trusted", String.join(", ", answers.proxies()));
        answers.postgres().ifPresent(postgres -> values.putAll(PostgresHere.settings(postgres)));
        values.put("redis.address", RedisSettings.HOST + ":" + Places.REDIS_PORT);
        values.put("redis.password-file", Places.secret("redis"));
        if (machine.has(Places.JANUS_PROGRAM)) {
            var address = sfu.address();
            values.put("media.sfu-address", address.api().toString());
            values.put("media.sfu-secret-file", Places.secret("janus-api"));
            values.put("media.sfu-admin-address", address.admin().orElseThrow().toString());
            values.put("media.sfu-admin-secret-file", Places.secret("janus-admin"));
            values.put("media.sfu-admin-key-file", Places.secret("janus-key"));
        }
        return values;
    }

    private String relayUrls() {
        String relay = "turn:%s:%d?transport=".formatted(answers.host(), Places.RELAY_PORT);
        return relay + "udp, " + relay + "tcp";
    }
}
