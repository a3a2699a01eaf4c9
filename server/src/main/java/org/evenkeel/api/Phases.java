package org.evenkeel.api;

import org.evenkeel.program.Session;
import org.evenkeel.room.Phase;

import java.util.Optional;

/** Where a session stands, as lists say it. */
final class Phases {

    private Phases() {}

    /** As the room says, where it was asked and prepared; else by what was noted of the session. */
    static String of(Session session, Optional<Phase> live) {
        return switch (live.orElse(Phase.ABSENT)) {
            case ABSENT -> noted(session);
            case PREPARED -> "prepared";
            case STARTED -> "started";
            case ENDED -> "ended";
        };
    }

    private static String noted(Session session) {
        if (session.facts().endedAt().isPresent()) {
            return "ended";
        }
        return session.facts().startedAt().isPresent() ? "started" : "prepared";
    }
}
