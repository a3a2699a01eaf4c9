package org.evenkeel.redis;

import java.nio.file.Path;

/**
 * What a Redis of ours is told, as a child or as a unit of the machine: loopback only, with a password, everything
 * written within a second, nothing ever thrown out to make room.
 *
 * @param port on loopback
 * @param folder takes its data
 * @param password of the default user; printable and without spaces
 */
public record RedisSettings(int port, Path folder, String password) {

    /** Where it listens. */
    public static final String HOST = "127.0.0.1";

    static final String PORT_KEY = "port ";

    /** The text of its file. */
    public String text() {
        return """
        # Written by Evenkeel; changes are lost.
        bind %s
        %s%d
        protected-mode yes
        requirepass %s
        dir %s
        appendonly yes
        appendfsync everysec
        save ""
        maxmemory-policy noeviction
        daemonize no
        # keeps our path in the command line, so that a later start knows this process again
        set-proc-title no
        """
                .formatted(HOST, PORT_KEY, port, password, quoted(folder));
    }

    private static String quoted(Path path) {
        return '"' + path.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** Without the password. */
    @Override
    public String toString() {
        return HOST + ":" + port;
    }
}
