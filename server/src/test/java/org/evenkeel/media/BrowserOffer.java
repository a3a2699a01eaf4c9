package org.evenkeel.media;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a browser offers that sends its microphone, of one peer connection that never finds a way. */
public final class BrowserOffer {

    private BrowserOffer() {}

    /**
     * @param version of the description: the next one of the same connection has a higher one
     * @param more lines of the microphone's section
     */
    public static String microphone(int version, String... more) {
        var all =
                Stream.of(
                        "v=0",
                        "o=- 46117317 " + version + " IN IP4 127.0.0.1",
                        "s=-",
                        "t=0 0",
                        "a=group:BUNDLE 0",
                        "m=audio 9 UDP/TLS/RTP/SAVPF 111",
                        "c=IN IP4 0.0.0.0",
                        "a=ice-ufrag:abcd",
                        "a=ice-pwd:abcdefghijklmnopqrstuvwx",
                        "a=fingerprint:sha-256 " + "00:".repeat(31) + "00",
                        "a=setup:actpass",
                        "a=mid:0",
                        "a=sendonly",
                        "a=rtcp-mux",
                        "a=rtpmap:111 opus/48000/2");
        return Stream.concat(all, Stream.of(more)).collect(Collectors.joining("\r\n", "", "\r\n"));
    }
}
