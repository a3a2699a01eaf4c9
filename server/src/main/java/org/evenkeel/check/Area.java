package org.evenkeel.check;

import java.util.Locale;

/** Where a subject belongs, in the order in which a participant meets them. */
public enum Area {
    CONFIGURATION("Configuration"),
    ADDRESS("Address and certificate"),
    PAGES("Pages"),
    ROOM("The room's socket"),
    REDIS("Redis"),
    DATABASE("Database"),
    MEDIA("Sound and picture"),
    RELAY("Relay"),
    CLOCK("Clock"),
    MACHINE("The machine");

    private final String title;

    Area(String title) {
        this.title = title;
    }

    /** As people read it. */
    public String title() {
        return title;
    }

    /** As machines read it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
