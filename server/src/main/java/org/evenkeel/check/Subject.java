package org.evenkeel.check;

import org.evenkeel.check.Finding.Broken;
import org.evenkeel.check.Finding.Fine;
import org.evenkeel.check.Finding.Warning;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Everything that is looked at: the only place where its code, its bounds, why it matters and what to do stand. The
 * document is made from it. A word in capitals in a step stands for what the finding names.
 */
public enum Subject {
    CONFIGURATION(
            Area.CONFIGURATION,
            "The configuration can be used",
            "",
            "a key is unknown, a value is not one, or a file is missing",
            "The server does not start with it.",
            "Mend the keys that are named; evenkeel config lists all of them."),
    CHILDREN(
            Area.CONFIGURATION,
            "Redis and Janus run as units of their own where systemd runs the machine",
            "systemd runs the machine, and the server starts its own Redis or Janus",
            "",
            "A restart of the unit ends them too, and with them what flows through them.",
            "Run Redis and Janus as units of their own and name them by redis.address and media.sfu-address."),
    PUBLIC_ADDRESS(
            Area.ADDRESS,
            "The public address is set, and speaks TLS",
            "public.address is not set",
            "public.address is http:// and not of this machine alone",
            "Personal links begin with it, and browsers give camera and microphone to https:// pages only.",
            "Set public.address to the https:// address that people are given."),
    DNS(
            Area.ADDRESS,
            "The public name has an address, and it is this machine's",
            "this machine's own hosts file answers with a loopback address",
            "the name has no address",
            "Without it no browser finds the server.",
            "Make an A (and AAAA) record of the name with the address that people reach."),
    CERTIFICATE_DAYS(
            Area.ADDRESS,
            "How long the certificate is valid",
            "less than 21 days, or than a quarter of its whole time where that is shorter",
            "less than 7 days, or than a twelfth of its time, ended, or not begun",
            "Browsers let nobody in with a certificate that has ended.",
            "Renew the certificate, and see why it is not renewed by itself (sudo journalctl -u caddy;"
                    + " sudo certbot renew --dry-run)."),
    CERTIFICATE_NAME(
            Area.ADDRESS,
            "The certificate is for the public name",
            "",
            "it is for another name",
            "Browsers let nobody in with a certificate for another name.",
            "Get a certificate for the name in public.address, or correct public.address."),
    CERTIFICATE_CHAIN(
            Area.ADDRESS,
            "The certificate comes with its whole chain, from an issuer whom devices know, or whom this machine was"
                    + " told to trust (update-ca-certificates)",
            "",
            "a certificate of the chain is missing, or the issuer is not known",
            "Some browsers fetch what is missing and phones mostly do not; an unknown issuer is refused by all.",
            "Serve the full chain (certbot's fullchain.pem), from an issuer whom phones know."),
    CERTIFICATE_FILES(
            Area.ADDRESS,
            "Where the server itself encrypts: the pair in tls.certificate and tls.key can be used",
            "the key does not fit, a file cannot be read whole, or the certificate's time is over or not come",
            "",
            "The server goes on with the former pair, and after a restart it does not start or browsers refuse it.",
            "Put the right pair there, as /usr/share/doc/evenkeel/README.md says under \"Your own certificate\"; it is"
                    + " taken within 30 seconds."),
    HTTPS_REDIRECT(
            Area.ADDRESS,
            "Plain http:// leads to https://",
            "nobody answers on port 80",
            "port 80 answers with a page of its own",
            "Who types the address without https:// arrives there, and everybody on the way could read along.",
            "Let the proxy answer port 80 with a redirect (301 or 308) to https://, or open the port."),
    SERVER(
            Area.PAGES,
            "The server answers on its own port",
            "",
            "nobody answers there, or another program does",
            "Without it nobody gets in; a room that is on goes on once it is back.",
            "systemctl status evenkeel; sudo journalctl -u evenkeel -n 50; then sudo systemctl restart evenkeel."),
    READY(
            Area.PAGES,
            "Through the public address the server says that it may be given people",
            "",
            "it says that SQL or Redis does not answer, or nobody answers",
            "This is the way by which people come.",
            "If the server answers on its own port, look at the proxy and the firewall; else at SQL and Redis."),
    HEADERS(
            Area.PAGES,
            "The protecting headers arrive as the server sends them, each once",
            "a proxy took one away, changed or doubled it",
            "the one that forbids foreign scripts is gone or is another",
            "They keep foreign scripts out, and keep addresses of rooms from being told to others.",
            "Let the proxy pass the server's headers on as they are, and add none of these itself."),
    HSTS(
            Area.PAGES,
            "Browsers are told to come by https:// only",
            "the header is missing, or for less than half a year",
            "",
            "Without it a browser may be led to plain http:// once and give its cookie away.",
            "Let who speaks TLS send Strict-Transport-Security: max-age=31536000."),
    SOCKET(
            Area.ROOM,
            "A WebSocket opens through the public address, with the protocol's name",
            "",
            "it does not open, or without the name",
            "A room lives over this socket alone.",
            "Let the proxy pass Upgrade and Connection on for /socket, over HTTP/1.1, with the public Host."),
    SOCKET_ANSWER(
            Area.ROOM,
            "An invalid ticket, the pass into a room, is refused with the documented code, and a Ping is answered",
            "",
            "the answer is another, or there is none",
            "Pages know by the code what to do, and by the Ping that they are still connected.",
            "See that nothing between the browser and the server changes or holds back frames."),
    SOCKET_IDLE(
            Area.ROOM,
            "A socket on which nothing is said stays open until the server itself ends it (only with --slow)",
            "it is cut in less than the 10 s after which the server breaks each silence",
            "",
            "A short time-out of a proxy cuts people off in a quiet moment.",
            "Set the proxy's read time-out of /socket to an hour (nginx: proxy_read_timeout 1h)."),
    CLIENT_ADDRESS(
            Area.ROOM,
            "The proxy in front is in proxy.trusted",
            "it is not, or it cannot be seen",
            "",
            "Else all people share the proxy's address, and one who tries passwords uses up everybody's tries.",
            "Add the proxy's address to proxy.trusted, and let the proxy set X-Forwarded-For."),
    REDIS(
            Area.REDIS,
            "Redis answers to the configured password, and is 6.2 or newer",
            "it reads its files still",
            "nobody answers, the password is wrong, or it is too old",
            "Live rooms are kept there; without it nothing in a room can change.",
            "systemctl status evenkeel-redis (or redis-server); compare redis.address and redis.password-file."),
    REDIS_POLICY(
            Area.REDIS,
            "Redis never throws data away to make room (maxmemory-policy noeviction)",
            "it does not tell",
            "another policy is set",
            "With another policy Redis deletes rooms that are on when memory runs short.",
            "sudo evenkeel setup puts its own redis.conf right; elsewhere redis-cli CONFIG SET maxmemory-policy"
                    + " noeviction, and the same in redis.conf."),
    REDIS_LOG(
            Area.REDIS,
            "Redis writes every change to its append-only file (appendonly yes, appendfsync everysec or always)",
            "appendfsync is no, or it does not tell",
            "appendonly is no",
            "Else a restart of Redis takes every room that is on with it.",
            "sudo evenkeel setup puts its own redis.conf right; elsewhere redis-cli CONFIG SET appendonly yes, CONFIG"
                    + " SET appendfsync everysec, and the same in redis.conf."),
    REDIS_WRITES(
            Area.REDIS,
            "The last writes of Redis to its disk succeeded",
            "a rewrite or a snapshot failed",
            "writing the append-only file fails",
            "Redis then refuses changes, or loses them at the next restart.",
            "See Redis' log, and the free space and the file modes of its folder."),
    REDIS_MEMORY(
            Area.REDIS,
            "Redis has memory to spare",
            "it uses more than 75 % of what it may",
            "it uses more than 90 % of what it may",
            "When memory is used up Redis refuses every change.",
            "Raise maxmemory or give the machine more memory; see with redis-cli --bigkeys what is there."),
    REDIS_OPEN(
            Area.REDIS,
            "Redis is reached from this machine only, or with a password",
            "it listens on other interfaces, with a password; or has none",
            "it listens on other interfaces and has no password",
            "Whoever reaches Redis can end every room.",
            "Set bind 127.0.0.1 (or the cluster's inner address) and requirepass in redis.conf; close the port."),
    DATABASE(
            Area.DATABASE,
            "The database answers",
            "there is none yet: no server ran here",
            "it does not answer, or may not be read",
            "People, schedule and attendance are kept there; nobody can sign in without it.",
            "For PostgreSQL: systemctl status postgresql; compare database.url, database.user and the password file;"
                    + " for SQLite: run as the service user or root (sudo evenkeel check)."),
    DATABASE_TABLES(
            Area.DATABASE,
            "The tables are of this version of Evenkeel",
            "tables are older: the next start brings them up to date",
            "tables are of a newer version, or a migration failed",
            "A server does not start on tables that it does not know.",
            "Install the version that wrote them, or restore the backup from before the update."),
    DATABASE_WHOLE(
            Area.DATABASE,
            "SQLite's quick check finds the file whole",
            "it did not come to its end in time (use --slow)",
            "it finds damage",
            "What is damaged gets worse with each write.",
            "Stop the server, keep a copy of the file, restore the newest backup; look at the disk (sudo smartctl"
                    + " -a)."),
    DATABASE_SAFE(
            Area.DATABASE,
            "What the database has confirmed outlives a power cut",
            "",
            "fsync, full_page_writes or synchronous_commit is off, or SQLite is not in WAL mode",
            "Signed attendance could vanish after it was confirmed.",
            "PostgreSQL: set fsync, full_page_writes and synchronous_commit to on. SQLite: start the server once."),
    SFU(
            Area.MEDIA,
            "Janus answers to the configured secret",
            "there is none: sessions have neither sound nor picture, or browsers meet directly",
            "nobody answers, or the secret is wrong",
            "All sound and picture flow through it.",
            "systemctl status evenkeel-janus; compare media.sfu-address and media.sfu-secret-file."),
    SFU_ADMIN(
            Area.MEDIA,
            "Janus' admin API answers",
            "none is configured",
            "it does not answer, or does not take the secret",
            "Without it a room's media are set up anew after a crash, which everybody hears.",
            "Set media.sfu-admin-address and media.sfu-admin-secret-file, as in Janus' own files."),
    SFU_ROOM(
            Area.MEDIA,
            "A room can be made and ended, and nobody in it could be recorded",
            "it could not be ended",
            "no room can be made, or one in it could be recorded",
            "A session needs one; and there is no recording, whoever asks.",
            "Compare media.sfu-admin-key-file with admin_key of janus.plugin.videoroom.jcfg, and see string_ids ="
                    + " true."),
    SFU_MEDIA(
            Area.MEDIA,
            "A sender's offer is answered, and the address in the answer can be reached over UDP from this machine",
            "packets came and went, but no handshake followed",
            "the offer is refused, or the address does not answer",
            "This is the way of every voice. Not shown: that the firewall lets it in from outside, and SRTP itself.",
            "See that Janus has an address that is no loopback, and that no local firewall drops UDP."),
    SFU_PRIVATE(
            Area.MEDIA,
            "Janus' APIs are reached from this machine only",
            "Janus is on another machine and spoken to without TLS",
            "one of its API ports is open on an address that is no loopback",
            "Whoever reaches the API may try its secret.",
            "Set ws_ip and admin_ws_ip to 127.0.0.1, turn the HTTP transport off; mask the package's own"
                    + " janus.service."),
    SFU_STRANGERS(
            Area.MEDIA,
            "Janus holds no rooms that anybody may list, such as those of its examples",
            "",
            "there are some",
            "The example rooms have known passwords: anybody could use the clinic's media server.",
            "Remove the rooms from janus.plugin.videoroom.jcfg and restart Janus."),
    MEDIA_ADDRESS(
            Area.MEDIA,
            "The address of media is on an interface that is no loopback",
            "it is a private one, while the public name leads to a public one and there is no relay",
            "it is on none",
            "Browsers are told this address; and where it is missing Janus silently uses all others.",
            "Set media.address (for the package's unit: sudo evenkeel setup, question media-address) to the address"
                    + " that browsers reach."),
    MEDIA_PORTS(
            Area.MEDIA,
            "No other program has UDP ports of the media range",
            "other programs have some, or the system gives them out to programs",
            "",
            "A participant who is given a port that is taken hears nothing.",
            "Move the other program, or media.ports (with the package: sudo evenkeel setup, question media-ports); keep"
                    + " the range out of net.ipv4.ip_local_port_range."),
    RELAY(
            Area.RELAY,
            "The relay gives an address to a login that was made now",
            "none is configured",
            "it does not answer, or refuses the login",
            "People behind strict firewalls hear and see through it only.",
            "Compare turn.secret-file with coturn's static-auth-secret, and its clock with ours; open its ports."),
    RELAY_LOGIN(
            Area.RELAY,
            "The relay refuses who has no login, or a wrong one",
            "",
            "it lets them in",
            "Else anybody on the internet sends through the clinic's address.",
            "Set use-auth-secret in turnserver.conf, and no no-auth."),
    RELAY_SCOPE(
            Area.RELAY,
            "The relay relays to the media server, and to nobody else",
            "it relays to addresses outside, or it does not relay to the media server",
            "it relays to addresses inside: loopback or the private network",
            "A relay that is open to the inside is a way round the clinic's firewall.",
            "In turnserver.conf: denied-peer-ip=0.0.0.0-255.255.255.255, then allowed-peer-ip=ADDRESS of the media"
                    + " server."),
    CLOCK_REDIS(
            Area.CLOCK,
            "The machine's clock against Redis'",
            "more than 250 ms apart",
            "more than 500 ms apart: the server then refuses to serve",
            "Attendance is counted by the server's clock, to the second.",
            "Let chrony or systemd-timesyncd run on both machines: sudo timedatectl set-ntp true."),
    CLOCK_ADDRESS(
            Area.CLOCK,
            "The machine's clock against the one behind the public address",
            "more than 3 s apart",
            "more than 60 s apart",
            "Logins of the relay and certificates are judged by these clocks.",
            "Let chrony or systemd-timesyncd run on both machines: sudo timedatectl set-ntp true."),
    CLOCK_SYNC(
            Area.CLOCK,
            "A time service keeps the clock right",
            "it does not, or that cannot be seen",
            "",
            "A clock that nobody keeps right drifts by seconds a day, and attendance with it.",
            "sudo timedatectl set-ntp true, or sudo apt install chrony; on a VM see that it is not the host's clock"
                    + " alone."),
    DISK_SPACE(
            Area.MACHINE,
            "Free space where the data is",
            "less than 10 %",
            "less than 3 %",
            "When the disk is full nothing is written any more, attendance neither.",
            "Free space or enlarge the disk: sudo du -xh FOLDER | sort -h | tail."),
    DISK_INODES(
            Area.MACHINE,
            "Free inodes where the data is",
            "less than 10 %",
            "less than 3 %",
            "Without inodes no file can be made, whatever space is left.",
            "Find the folder with too many files: sudo du --inodes -x / | sort -n | tail."),
    DISK_ENCRYPTION(
            Area.MACHINE,
            "The disk under the data is encrypted",
            "it is not, or that cannot be seen from here",
            "",
            "Who takes the disk, or its image, else has the data.",
            "Use LUKS for the volume; where the host or the cloud encrypts it, write down where that is shown."),
    BACKUP(
            Area.MACHINE,
            "The age of the last backup",
            "none yet, more than 26 hours old, or the last one that was begun failed",
            "more than 7 days old",
            "What is not backed up is lost with the disk.",
            "None is set up? sudo evenkeel setup, question backup-key. Else sudo systemctl start"
                + " evenkeel-backup.service, and see why the timer did not: systemctl status evenkeel-backup.timer."),
    FILE_MODES(
            Area.MACHINE,
            "Keys, passwords and data are readable by their owner only, or are root's and for the service's group to"
                    + " read",
            "a data folder can be entered by others",
            "a key or a password can be read by others",
            "Every user of the machine could else read what protects people.",
            "sudo chmod o= FILE; and sudo chmod g= FILE, unless it belongs to root and the service's group."),
    OPEN_PORTS(
            Area.MACHINE,
            "The processes of Evenkeel listen where they should and nowhere else",
            "that cannot be seen, or one listens on a port that is not configured",
            "Redis or Janus' API listens on an address that is no loopback",
            "What listens can be tried by whoever reaches it.",
            "Compare with sudo ss -ltnp; mend the configuration of what is named, and close the port in the firewall.");

    private final Area area;
    private final String looks;
    private final String warns;
    private final String breaks;
    private final String why;
    private final String step;

    Subject(Area area, String looks, String warns, String breaks, String why, String step) {
        this.area = area;
        this.looks = looks;
        this.warns = warns;
        this.breaks = breaks;
        this.why = why;
        this.step = step;
    }

    /** That of a code, when it may warn; empty: there is none, or it warns of nothing. */
    public static Optional<Subject> thatWarns(String code) {
        return Arrays.stream(values())
                .filter(subject -> subject.code().equals(code) && !subject.warns.isEmpty())
                .findFirst();
    }

    /** The stable name, for machines. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Where it belongs. */
    public Area area() {
        return area;
    }

    /** What is looked at, and fine when it is so. */
    public String looks() {
        return looks;
    }

    /** When it is a warning; empty: never. */
    public String warns() {
        return warns;
    }

    /** When it is broken; empty: never. */
    public String breaks() {
        return breaks;
    }

    /** Why it matters. */
    public String why() {
        return why;
    }

    /** What to do, as a rule. */
    public String step() {
        return step;
    }

    Finding fine(String found, Object... values) {
        return new Fine(this, found.formatted(values));
    }

    Finding warning(String found, Object... values) {
        return new Warning(this, found.formatted(values), step);
    }

    Finding broken(String found, Object... values) {
        return new Broken(this, found.formatted(values), step);
    }

    /** What lies in a folder of which this user may see nothing. */
    Finding closed(Path folder) {
        return warning("This user may not look into %s.", folder)
                .doing("Run the check as the service user or as root (sudo evenkeel check).");
    }

    /** A list of one, for a look at one thing. */
    static List<Finding> only(Finding finding) {
        return List.of(finding);
    }
}
