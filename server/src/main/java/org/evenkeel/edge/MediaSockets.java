package org.evenkeel.edge;

import org.evenkeel.live.MediaPage;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Which socket a page of one room has now: media go on while the page changes its socket. Any thread. */
final class MediaSockets {

    private final Map<MediaPage, ClientSession> pages = new ConcurrentHashMap<>();

    void add(MediaPage page, ClientSession client) {
        pages.put(page, client);
    }

    void remove(ClientSession client) {
        pages.values().removeIf(there -> there == client);
    }

    Optional<ClientSocket> of(MediaPage page) {
        return Optional.ofNullable(pages.get(page)).map(ClientSession::socket);
    }
}
