package org.evenkeel.room;

import java.util.Objects;

/**
 * A command's number within its client session: what makes a resent command recognisable.
 *
 * @param member who sent it
 * @param client the tab that numbered it
 * @param n counts from 1 within the tab
 */
public record CommandKey(MemberId member, ClientId client, long n) {

    /**
     * @throws IllegalArgumentException when {@code n} is below 1
     */
    public CommandKey {
        Objects.requireNonNull(member, "member");
        Objects.requireNonNull(client, "client");
        if (n < 1) {
            throw new IllegalArgumentException("commands are numbered from 1");
        }
    }
}
