package org.evenkeel.media;

import java.net.URI;
import java.util.Optional;

/**
 * Where an SFU's API is and what it asks for.
 *
 * @param api WebSocket address of the API
 * @param admin WebSocket address of its admin API; without it a new controller cannot go on with what an earlier one
 *     left and sets the media up anew
 */
public record SfuAddress(URI api, Optional<URI> admin, String apiSecret, String adminSecret, String adminKey) {

    /** Without the secrets. */
    @Override
    public String toString() {
        return "SFU at " + api;
    }
}
