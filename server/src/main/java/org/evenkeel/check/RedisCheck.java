package org.evenkeel.check;

import org.evenkeel.redis.RedisAddress;
import org.evenkeel.redis.RedisLook;
import org.evenkeel.redis.RedisLook.Seen;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Redis: who it is, how it keeps what it is given, who can reach it, and its clock. */
record RedisCheck(CheckPlan plan) implements Check {

    private static final int OLDEST_MAJOR = 6;
    private static final int OLDEST_MINOR = 2;
    private static final int MUCH = 75;
    private static final int TOO_MUCH = 90;
    private static final long APART = 250;

    /** From here on a node refuses to serve. */
    private static final long TOO_FAR_APART = 500;

    @Override
    public Subject subject() {
        return Subject.REDIS;
    }

    @Override
    public List<Finding> look() {
        if (plan.redis().address().isEmpty()) {
            var data = plan.folders().data();
            return Subject.only(
                    Machine.isClosed(data)
                            ? subject().closed(data)
                            : subject()
                                    .warning(
                                            "The server starts its own Redis, and none was started in this data folder"
                                                    + " yet.")
                                    .doing("Start the server, then check again."));
        }
        var address = plan.redis().address().get();
        return switch (RedisLook.at(address, plan.clock())) {
            case RedisLook.Silent _ -> Subject.only(silent(address));
            case RedisLook.Refused _ ->
                    Subject.only(subject().broken("Redis at %s does not take the password.", address));
            case RedisLook.Loading _ ->
                    Subject.only(
                            subject()
                                    .warning("Redis at %s reads its files still.", address)
                                    .doing("Wait a minute, then check again."));
            case Seen seen -> seen(address, seen);
        };
    }

    private Finding silent(RedisAddress address) {
        return plan.redis().own()
                ? subject()
                        .broken("The Redis that the server starts itself does not answer at %s.", address)
                        .doing("Start the server (sudo systemctl restart evenkeel); its Redis starts and ends with it.")
                : subject().broken("Nobody answers at %s.", address);
    }

    private List<Finding> seen(RedisAddress address, Seen seen) {
        return List.of(
                version(address, seen),
                policy(seen),
                log(seen),
                writes(seen),
                memory(seen),
                open(address, seen),
                clock(seen));
    }

    private Finding version(RedisAddress address, Seen seen) {
        var version = seen.info("redis_version").orElse("unknown");
        var run = seen.info("run_id").filter(id -> !id.isEmpty());
        if (run.isEmpty()) {
            return subject()
                    .broken("What answers at %s names no run_id.", address)
                    .doing("Use a Redis or Valkey itself: what stands in front of it hides that it was restarted.");
        }
        return isNewEnough(version)
                ? subject().fine("Redis %s answers at %s.", version, address)
                : subject().broken("Redis %s answers at %s; 6.2 is the oldest that serves.", version, address);
    }

    static boolean isNewEnough(String version) {
        var parts = version.split("\\.");
        if (parts.length < 2 || !parts[0].matches("\\d{1,4}") || !parts[1].matches("\\d{1,4}")) {
            return false;
        }
        int major = Integer.parseInt(parts[0]);
        return major > OLDEST_MAJOR || major == OLDEST_MAJOR && Integer.parseInt(parts[1]) >= OLDEST_MINOR;
    }

    private static Finding policy(Seen seen) {
        var policy = seen.setting("maxmemory-policy").or(() -> seen.info("maxmemory_policy"));
        return policy.map(
                        it ->
                                it.equals("noeviction")
                                        ? Subject.REDIS_POLICY.fine("maxmemory-policy is noeviction.")
                                        : Subject.REDIS_POLICY.broken("maxmemory-policy is %s.", it))
                .orElseGet(() -> Subject.REDIS_POLICY.warning("Redis does not tell its maxmemory-policy."));
    }

    private static Finding log(Seen seen) {
        var appends = seen.info("aof_enabled").map("1"::equals);
        if (appends.isEmpty()) {
            return Subject.REDIS_LOG.warning("Redis does not tell whether it keeps an append-only file.");
        }
        if (!appends.get()) {
            return Subject.REDIS_LOG.broken("appendonly is no.");
        }
        var sync = seen.setting("appendfsync").orElse("");
        return switch (sync) {
            case "always", "everysec" -> Subject.REDIS_LOG.fine("appendonly is yes, appendfsync is %s.", sync);
            case "" -> Subject.REDIS_LOG.warning("appendonly is yes; how often it is synced Redis does not tell.");
            default -> Subject.REDIS_LOG.warning("appendonly is yes, but appendfsync is %s.", sync);
        };
    }

    private static Finding writes(Seen seen) {
        if (seen.info("aof_last_write_status").filter("err"::equals).isPresent()) {
            return Subject.REDIS_WRITES.broken("Redis cannot write its append-only file.");
        }
        var failed =
                Stream.of("aof_last_bgrewrite_status", "rdb_last_bgsave_status")
                        .filter(name -> seen.info(name).filter("err"::equals).isPresent())
                        .collect(Collectors.joining(", "));
        return failed.isEmpty()
                ? Subject.REDIS_WRITES.fine("The last writes to disk succeeded.")
                : Subject.REDIS_WRITES.warning("The last one failed: %s.", failed);
    }

    private static Finding memory(Seen seen) {
        long used = seen.number("used_memory").orElse(0);
        var most = seen.number("maxmemory");
        var limit = most.orElse(0) > 0 ? most : seen.number("total_system_memory");
        return memory(used, limit, most.orElse(0) > 0 ? "maxmemory" : "the machine's memory");
    }

    private static Finding memory(long used, OptionalLong limit, String whose) {
        if (limit.orElse(0) == 0) {
            return Subject.REDIS_MEMORY.warning("Redis does not tell how much memory it may use.");
        }
        long percent = 100 * used / limit.getAsLong();
        var found = "Redis uses %d MB, %d %% of %s.".formatted(used >> 20, percent, whose);
        if (percent > TOO_MUCH) {
            return Subject.REDIS_MEMORY.broken("%s", found);
        }
        return percent > MUCH ? Subject.REDIS_MEMORY.warning("%s", found) : Subject.REDIS_MEMORY.fine("%s", found);
    }

    private Finding open(RedisAddress address, Seen seen) {
        boolean password =
                address.password().isPresent() || seen.setting("requirepass").filter("set"::equals).isPresent();
        var where = elsewhere(address, seen);
        if (where.isEmpty()) {
            return password
                    ? Subject.REDIS_OPEN.fine("Redis listens on loopback only, with a password.")
                    : Subject.REDIS_OPEN.warning("Redis listens on loopback only, but has no password.");
        }
        if (!password) {
            return Subject.REDIS_OPEN.broken("Redis listens on %s and has no password.", where.get());
        }
        return address.tls()
                ? Subject.REDIS_OPEN.fine("Redis listens on %s, with TLS and a password.", where.get())
                : Subject.REDIS_OPEN.warning(
                        "Redis listens on %s, with a password that is sent in clear.", where.get());
    }

    /** The addresses beside loopback at which it listens; by the kernel, or where that does not know by its word. */
    private Optional<String> elsewhere(RedisAddress address, Seen seen) {
        if (!isHere(address)) {
            return Optional.of(address.host());
        }
        var rows =
                new Sockets(plan.machine())
                        .listening().stream().filter(row -> row.local().getPort() == address.port()).toList();
        if (!rows.isEmpty()) {
            var open =
                    rows.stream()
                            .filter(Sockets.Row::isOpenToOthers)
                            .map(row -> row.local().getAddress().getHostAddress())
                            .distinct()
                            .collect(Collectors.joining(", "));
            return Optional.of(open).filter(it -> !it.isEmpty());
        }
        return seen.setting("bind")
                .map(bind -> bind.isEmpty() ? "all addresses" : others(bind))
                .filter(it -> !it.isEmpty());
    }

    private static String others(String bind) {
        return Stream.of(bind.split("\\s+"))
                .filter(it -> !it.matches("-?(127\\..*|::1|localhost)"))
                .collect(Collectors.joining(", "));
    }

    private static boolean isHere(RedisAddress address) {
        try {
            return InetAddress.getByName(address.host()).isLoopbackAddress();
        } catch (UnknownHostException _) {
            return false;
        }
    }

    private static Finding clock(Seen seen) {
        long apart = Math.abs(seen.skewMillis());
        var found = "Redis' clock is %d ms off ours.".formatted(apart);
        if (apart > TOO_FAR_APART) {
            return Subject.CLOCK_REDIS.broken("%s", found);
        }
        return apart > APART ? Subject.CLOCK_REDIS.warning("%s", found) : Subject.CLOCK_REDIS.fine("%s", found);
    }
}
