package org.evenkeel.live;

/** The two peer connections that a page has with the SFU, seen from the page. */
public enum MediaSide {
    /** Its own microphone, camera and screen. */
    SEND,
    /** Everybody else's. */
    RECEIVE
}
