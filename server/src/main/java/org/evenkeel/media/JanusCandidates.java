package org.evenkeel.media;

import org.evenkeel.live.IceCandidate;

import tools.jackson.databind.node.ObjectNode;

import java.util.Optional;
import java.util.regex.Pattern;

/** Candidates of browsers on their way to the SFU: only what looks like one gets there. */
final class JanusCandidates {

    private static final Pattern CANDIDATE = Pattern.compile("(?:candidate:)[!-~]{1,64}(?: [!-~]{1,64}){5,30}");
    private static final Pattern MID = Pattern.compile("[!-~]{1,32}");
    private static final int MOST_SECTIONS = 256;

    private JanusCandidates() {}

    /** Whether it can be passed on. */
    static boolean isGood(IceCandidate candidate) {
        return CANDIDATE.matcher(candidate.text()).matches()
                && MID.matcher(candidate.mid()).matches()
                && candidate.line() >= 0
                && candidate.line() < MOST_SECTIONS;
    }

    /** As the SFU wants it; empty or strange: there are no more. */
    static ObjectNode of(Optional<IceCandidate> candidate) {
        return candidate
                .filter(JanusCandidates::isGood)
                .map(
                        it ->
                                JanusJson.object()
                                        .put("candidate", it.text())
                                        .put("sdpMid", it.mid())
                                        .put("sdpMLineIndex", it.line()))
                .orElseGet(() -> JanusJson.object().put("completed", true));
    }
}
