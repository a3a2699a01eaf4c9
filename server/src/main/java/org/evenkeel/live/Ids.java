package org.evenkeel.live;

/** Makes random ids; a port so that a test can rerun by seed. Any thread. */
public interface Ids {

    /** 128 random bits, URL-safe, 22 characters. */
    String next();
}
