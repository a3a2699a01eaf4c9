package org.evenkeel.redis;

import java.nio.file.Path;

/** A process that starts an embedded Redis, says where, and waits to be killed. */
final class CrashingOwner {

    private CrashingOwner() {}

    /** Argument: the folder. Prints the child's process id. */
    public static void main(String[] arguments) throws Exception {
        EmbeddedRedis redis = EmbeddedRedis.start(Path.of(arguments[0]));
        System.out.println(redis.pid());
        System.in.read();
    }
}
