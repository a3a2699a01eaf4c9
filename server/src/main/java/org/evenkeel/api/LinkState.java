package org.evenkeel.api;

import org.evenkeel.identity.PersonalLink;

import java.util.Optional;
import java.util.OptionalLong;

/** How a participant's link stands; a revoked one leaves no trace and reads as none. */
record LinkState(String state, OptionalLong issuedAt, OptionalLong expiresAt) {

    static LinkState of(Optional<PersonalLink> link, long now) {
        return link.map(
                        known ->
                                new LinkState(
                                        known.expiresAt() > now ? "active" : "expired",
                                        OptionalLong.of(known.issuedAt()),
                                        OptionalLong.of(known.expiresAt())))
                .orElseGet(() -> new LinkState("none", OptionalLong.empty(), OptionalLong.empty()));
    }
}
