package org.evenkeel.node;

import org.evenkeel.audit.AuditWriter;
import org.evenkeel.child.ChildProblem;
import org.evenkeel.identity.SecureRandomBytes;
import org.evenkeel.live.RememberedKeys;
import org.evenkeel.live.SessionKeys;
import org.evenkeel.live.StoreUnavailable;
import org.evenkeel.redis.DayKeys;
import org.evenkeel.redis.DaySessionKeys;
import org.evenkeel.redis.EmbeddedRedis;
import org.evenkeel.redis.RedisAddress;
import org.evenkeel.redis.RedisStore;
import org.evenkeel.retention.Retention;
import org.evenkeel.retention.RetentionPolicy;
import org.evenkeel.room.NodeId;
import org.evenkeel.sql.Database;
import org.evenkeel.sql.DatabaseAddress;
import org.evenkeel.sql.KeyProblem;
import org.evenkeel.sql.SealedColumns;
import org.evenkeel.sql.SqlAuditLog;
import org.evenkeel.sql.SqlIdentity;
import org.evenkeel.sql.SqlProgram;
import org.evenkeel.sql.SqlRecord;
import org.evenkeel.sql.SqlRetention;
import org.evenkeel.sql.SqlWrappedKeys;
import org.evenkeel.sql.StorageFailure;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/** Where a server keeps things: SQL, Redis, keys. Opened in the order in which they need each other. */
final class Stores implements AutoCloseable {

    private static final int LIVE_DAYS = 2;

    private final Sql sql;
    private final DayKeys dayKeys;
    private final SessionKeys sessionKeys;
    private final Optional<EmbeddedRedis> child;
    private final RedisStore redis;

    /**
     * The part that works without live rooms, as the command line does.
     *
     * @param program the clinic's standing facts
     * @param identity sign-ins, links, tickets
     * @param record ledger, corrections, seals
     * @param audit the audit log's one way in
     */
    record Sql(Database database, SqlProgram program, SqlIdentity identity, SqlRecord record, AuditWriter audit)
            implements AutoCloseable {

        /**
         * @throws StartProblem when the database or its key cannot be used
         */
        static Sql open(Config config) {
            return open(config.database(), config.keyFolder());
        }

        /**
         * For a command that shows, verifies or changes what is there: it never begins a record.
         *
         * @throws StartProblem when there is none, or the database or its key cannot be used
         */
        static Sql openPresent(Config config) {
            mustBePresent(config);
            return open(config);
        }

        /**
         * Goes on only where there is a record; makes nothing.
         *
         * @throws StartProblem when there is none
         */
        static void mustBePresent(Config config) {
            if (!isPresent(config)) {
                throw new StartProblem(
                        "There is no record in %s yet. Set this machine up first (sudo evenkeel setup), or restore a backup (evenkeel restore)."
                                .formatted(place(config)));
            }
        }

        /** Where the record is, in words that name no role and no password. */
        private static String place(Config config) {
            return switch (config.database()) {
                case DatabaseAddress.SqliteFile(Path file) -> file.getParent().toString();
                case DatabaseAddress.Postgres _ -> "the PostgreSQL database of database.url";
            };
        }

        private static boolean isPresent(Config config) {
            try {
                return Database.holdsRecord(config.database());
            } catch (StorageFailure e) {
                throw new StartProblem("The database cannot be reached: " + e.getMessage(), e);
            } catch (UncheckedIOException e) {
                throw new StartProblem(
                        "The user %s may not look into %s; with the package use sudo."
                                .formatted(System.getProperty("user.name"), place(config)),
                        e);
            }
        }

        /**
         * @throws StartProblem when the database or its key cannot be used
         */
        static Sql open(DatabaseAddress address, Path keyFolder) {
            try {
                var database = Database.open(address);
                var sealed = SealedColumns.open(database, keyFolder, new SecureRandomBytes());
                return new Sql(
                        database,
                        SqlProgram.in(database, sealed),
                        SqlIdentity.in(database, sealed),
                        SqlRecord.in(database, sealed),
                        new AuditWriter(new SqlAuditLog(database)));
            } catch (StorageFailure e) {
                throw new StartProblem("The database cannot be opened: " + e.getMessage(), e);
            } catch (KeyProblem e) {
                throw new StartProblem("The master key in " + keyFolder + ": " + e.getMessage(), e);
            }
        }

        /**
         * Whether opening it changes nothing.
         *
         * @throws StartProblem when it cannot be reached
         */
        static boolean isThere(Config config) {
            try {
                return Database.isUpToDate(config.database());
            } catch (StorageFailure e) {
                throw new StartProblem("The database cannot be reached: " + e.getMessage(), e);
            }
        }

        /** What deletes what is over its time. */
        Retention retention(RetentionPolicy policy) {
            return new Retention(policy, new SqlRetention(database), record.ledger(), audit.log(), WallClock.INSTANCE);
        }

        @Override
        public void close() {
            audit.close();
            database.close();
        }
    }

    private Stores(Sql sql, DayKeys dayKeys, SessionKeys sessionKeys, Optional<EmbeddedRedis> child, RedisStore redis) {
        this.sql = sql;
        this.dayKeys = dayKeys;
        this.sessionKeys = sessionKeys;
        this.child = child;
        this.redis = redis;
    }

    /**
     * @throws StartProblem in words for the operator
     */
    static Stores open(Config config, NodeId node) {
        var sql = Sql.open(config);
        var days = new DayKeys(config.dayKeyFolder(), new SecureRandom());
        var keys = new RememberedKeys(new DaySessionKeys(days, new SqlWrappedKeys(sql.database()), WallClock.INSTANCE));
        Optional<EmbeddedRedis> child = config.redis().isPresent() ? Optional.empty() : Optional.of(embedded(config));
        var address =
                config.redis()
                        .orElseGet(
                                () ->
                                        child.map(it -> RedisAddress.local(it.host(), it.port(), it.password()))
                                                .orElseThrow());
        return new Stores(sql, days, keys, child, new RedisStore(address, node, keys));
    }

    private static EmbeddedRedis embedded(Config config) {
        try {
            return EmbeddedRedis.start(config.dataFolder().resolve("redis"));
        } catch (ChildProblem e) {
            throw new StartProblem("Redis cannot be started: %s (%s)".formatted(e.sentence(), e.code()), e);
        }
    }

    Sql sql() {
        return sql;
    }

    SessionKeys sessionKeys() {
        return sessionKeys;
    }

    RedisStore redis() {
        return redis;
    }

    Optional<Long> redisProcess() {
        return child.map(EmbeddedRedis::pid);
    }

    boolean redisAnswers() {
        try {
            redis.leases().all();
            return true;
        } catch (StoreUnavailable e) {
            return false;
        }
    }

    /** Live data older than a day cannot be read again: its day key is gone. */
    void forgetOldLiveData() {
        dayKeys.forgetBefore(LocalDate.ofInstant(WallClock.INSTANCE.instant(), ZoneOffset.UTC).minusDays(LIVE_DAYS));
    }

    /** Starts the child again when it is gone; does nothing with a Redis of the machine's. */
    void reviveRedis() {
        child.ifPresent(EmbeddedRedis::reviveIfGone);
    }

    @Override
    public void close() {
        redis.close();
        child.ifPresent(EmbeddedRedis::close);
        sql.close();
    }
}
