package org.evenkeel.setup;

/** Whose a file is, by the names that the package made. */
record Owner(String user, String group) {

    static final Owner ROOT = new Owner("root", "root");

    /** Written by root, read by the server. */
    static final Owner SERVER = new Owner("root", "evenkeel");

    /** The server's alone. */
    static final Owner RECORD = new Owner("evenkeel", "evenkeel");

    static final Owner REDIS = new Owner("root", "evenkeel-redis");
    static final Owner JANUS = new Owner("root", "evenkeel-janus");
    static final Owner RELAY = new Owner("root", "turnserver");
}
