package org.evenkeel.media;

import org.evenkeel.live.MediaTold.TrackKind;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a page offers to send, checked before the SFU sees it: at most one microphone, one camera and one screen, in
 * this order, all of them send-only. A second microphone would go round a mute, which the SFU keeps by section.
 *
 * @param sections of the kinds that are offered, by their place in the description
 */
record SdpOffer(Map<TrackKind, Integer> sections) {

    private static final int LONGEST = 60_000;
    private static final List<TrackKind> ORDER = List.of(TrackKind.MICROPHONE, TrackKind.CAMERA, TrackKind.SCREEN);

    private record Section(String media, boolean dead, List<String> lines) {

        boolean has(String line) {
            return lines.contains(line);
        }

        /**
         * The SFU keeps a mute by this name: one that is given twice, or moves from one section to another, would carry
         * the mute away with it. Browsers number the sections that they make.
         */
        boolean isNumbered(int place) {
            return lines.stream()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("a=mid"))
                    .toList()
                    .equals(List.of("a=mid:" + place));
        }

        boolean hasAttribute(String name) {
            return lines.stream().anyMatch(line -> line.startsWith("a=" + name));
        }

        boolean sendsOnly() {
            return (has("a=sendonly") || has("a=inactive")) && !has("a=recvonly") && !has("a=sendrecv");
        }
    }

    /** Reads an offer; empty when it is not one that a room takes. Total: any text may come. */
    static Optional<SdpOffer> read(String sdp) {
        if (sdp.length() > LONGEST || !sdp.startsWith("v=0") || hasForbiddenCharacters(sdp)) {
            return Optional.empty();
        }
        var sections = sections(sdp);
        if (sections.isEmpty() || sections.size() > ORDER.size()) {
            return Optional.empty();
        }
        var kinds = new LinkedHashMap<TrackKind, Integer>();
        for (int i = 0; i < sections.size(); i++) {
            var section = sections.get(i);
            if (!section.media().equals(i == 0 ? "audio" : "video")
                    || !section.sendsOnly()
                    || !section.isNumbered(i)
                    || section.hasAttribute("simulcast")) {
                return Optional.empty();
            }
            if (!section.dead()) {
                kinds.put(ORDER.get(i), i);
            }
        }
        return Optional.of(new SdpOffer(kinds));
    }

    /** Whether an answer may be passed on: the SFU's parser must not be tried with anything else. */
    static boolean isAnswer(String sdp) {
        return sdp.length() <= LONGEST && sdp.startsWith("v=0") && sdp.contains("\nm=") && !hasForbiddenCharacters(sdp);
    }

    /** The certificate of the peer connection that a description is of: each connection of a browser has its own. */
    static Optional<String> fingerprint(String sdp) {
        return sdp.lines().filter(line -> line.startsWith("a=fingerprint:")).map(String::strip).findFirst();
    }

    private static boolean hasForbiddenCharacters(String sdp) {
        return sdp.chars().anyMatch(each -> each != '\r' && each != '\n' && (each < ' ' || each > '~'));
    }

    private static List<Section> sections(String sdp) {
        var sections = new ArrayList<Section>();
        for (var line : sdp.split("\r\n|\n")) {
            if (line.startsWith("m=")) {
                var parts = line.substring(2).split(" ");
                boolean dead = parts.length > 1 && parts[1].equals("0");
                sections.add(new Section(parts[0], dead, new ArrayList<>()));
            } else if (!sections.isEmpty()) {
                sections.getLast().lines().add(line.strip());
            }
        }
        return sections;
    }

    /** Which kind the section at this place is, among those offered. */
    Optional<TrackKind> at(int place) {
        return sections.entrySet().stream()
                .filter(entry -> entry.getValue() == place)
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
