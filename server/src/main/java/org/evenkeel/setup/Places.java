package org.evenkeel.setup;

import org.evenkeel.media.PortRange;

/** Where things are on a machine with the package; the units and the package's scripts name the same. */
final class Places {

    static final String PROGRAM = "/usr/lib/evenkeel/bin/evenkeel";
    static final String JANUS_PROGRAM = "/usr/bin/janus";
    static final String SAMPLE = "/usr/share/evenkeel/evenkeel.conf";
    static final String CONFIGURATION = "/etc/evenkeel/evenkeel.conf";
    static final String ANSWERS = "/etc/evenkeel/answers.conf";
    static final String SECRETS = "/etc/evenkeel/secrets";
    static final String REDIS = "/etc/evenkeel/redis.conf";

    /** The master key of whatever record there is. */
    static final String KEYS = "/var/lib/evenkeel/keys";

    static final String SQLITE = "/var/lib/evenkeel/server/evenkeel.db";

    /** What makes role and database; holds the password. */
    static final String POSTGRES_SCRIPT = SECRETS + "/database.sql";

    static final String REDIS_DATA = "/var/lib/evenkeel/redis";
    static final String JANUS = "/etc/evenkeel/janus";
    static final String RELAY = "/etc/evenkeel/turnserver.conf";
    static final String RELAY_UNIT = "/etc/systemd/system/coturn.service.d/evenkeel.conf";
    static final String SERVER_UNIT = "/etc/systemd/system/evenkeel.service.d/setup.conf";
    static final String BACKUP_UNIT = "/etc/systemd/system/evenkeel-backup.service.d/setup.conf";

    /** Where the backup's unit may write as it is. */
    static final String BACKUPS = "/var/lib/evenkeel/backups";

    static final String CADDY = "/etc/evenkeel/evenkeel.caddy";

    static final String NGINX = "/etc/nginx/conf.d/evenkeel.conf";

    /** Matches nothing, without harm, once the package is purged; a name alone would keep Caddy from starting. */
    static final String CADDY_IMPORT = "import /etc/evenkeel/*.caddy";

    static final String CADDY_MAIN = "/etc/caddy/Caddyfile";

    /** Loopback ports; not the usual ones, where another Redis or Janus may listen. */
    static final int SERVER_PORT = 8080;

    /** Where the server itself is what browsers reach. */
    static final int OWN_PORT = 443;

    /** As the configuration has it when nobody says anything. */
    static final int METRICS_PORT = 9_480;

    static final int REDIS_PORT = 16_379;

    /** Debian's first cluster. */
    static final int POSTGRES_PORT = 5_432;

    static final int JANUS_PORT = 18_188;
    static final int JANUS_ADMIN_PORT = 17_188;

    static final int RELAY_PORT = 3_478;

    /** Towards Janus; nobody outside needs them. */
    static final PortRange RELAY_PORTS = new PortRange(21_000, 21_999);

    private Places() {}

    static String secret(String name) {
        return SECRETS + "/" + name;
    }
}
