package org.evenkeel.room;

/** How staff see a waiting person against today's roster. */
public enum Expected {
    TODAY,
    OTHER_ROSTER,
    UNKNOWN
}
