package org.evenkeel.setup;

import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * What the services share: those that lie on the machine, else new ones, which only a change writes.
 *
 * @param redis password
 * @param janus everything that Janus wants to hear is made from it
 * @param relay coturn's
 * @param database of the role on this machine
 */
record Secrets(String redis, String janus, String relay, String database) {

    private static final int BYTES = 32;

    static Secrets of(Machine machine) {
        var random = new SecureRandom();
        return new Secrets(
                kept(machine, "redis", random),
                kept(machine, "janus", random),
                kept(machine, "relay", random),
                kept(machine, "database", random));
    }

    private static String kept(Machine machine, String name, SecureRandom random) {
        return machine.read(Places.secret(name)).map(String::strip).orElseGet(() -> fresh(random));
    }

    private static String fresh(SecureRandom random) {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** None of them. */
    @Override
    public String toString() {
        return "secrets";
    }
}
