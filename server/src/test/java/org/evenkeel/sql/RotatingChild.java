package org.evenkeel.sql;

import org.evenkeel.program.RandomBytes;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Changes the master key of a database in a process that is killed: it stands still at one value that it seals. */
final class RotatingChild {

    static final String STANDS = "stands";

    private RotatingChild() {}

    /** Where the tests' database is. */
    static DatabaseAddress address(String where) {
        return where.startsWith("jdbc:")
                ? new DatabaseAddress.Postgres(where, "evenkeel", "", 2)
                : new DatabaseAddress.SqliteFile(Path.of(where));
    }

    static byte[] random(int count) {
        byte[] bytes = new byte[count];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    /** Arguments: the database, the folder of its keys, at which random value to stand still, counted from 1. */
    public static void main(String[] arguments) {
        var count = new AtomicInteger();
        int standAt = Integer.parseInt(arguments[2]);
        RandomBytes random =
                bytes -> {
                    if (count.incrementAndGet() == standAt) {
                        System.out.println(STANDS);
                        System.out.flush();
                        forever();
                    }
                    return random(bytes);
                };
        try (var database = Database.open(address(arguments[0]))) {
            new MasterKeyRotation(database, Path.of(arguments[1]), random).rotate();
        }
    }

    private static void forever() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
