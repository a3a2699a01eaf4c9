package org.evenkeel.codec;

import org.evenkeel.live.MediaSignal;
import org.evenkeel.live.MediaTold;
import org.evenkeel.live.MediaWhisper;

import tools.jackson.databind.jsontype.NamedType;

import java.util.List;

/** The name of each type that nodes tell each other about media, unique below its parent. */
final class WhisperNames {

    /** What is named: each is read as one of its own. */
    static final List<Class<?>> PARENTS = List.of(MediaWhisper.class, MediaSignal.class, MediaTold.class);

    private static final List<NamedType> ALL =
            List.of(
                    new NamedType(MediaWhisper.Said.class, "said"),
                    new NamedType(MediaWhisper.Asked.class, "asked"),
                    new NamedType(MediaWhisper.Told.class, "told"),
                    new NamedType(MediaWhisper.Holds.class, "holds"),
                    new NamedType(MediaWhisper.Signs.class, "signs"),
                    new NamedType(MediaSignal.Offer.class, "offer"),
                    new NamedType(MediaSignal.Answer.class, "answer"),
                    new NamedType(MediaSignal.Candidate.class, "candidate"),
                    new NamedType(MediaSignal.Restart.class, "restart"),
                    new NamedType(MediaSignal.Want.class, "want"),
                    new NamedType(MediaTold.Ready.class, "ready"),
                    new NamedType(MediaTold.Offer.class, "offer"),
                    new NamedType(MediaTold.Answer.class, "answer"),
                    new NamedType(MediaTold.Candidate.class, "candidate"),
                    new NamedType(MediaTold.Refused.class, "refused"),
                    new NamedType(MediaTold.Renew.class, "renew"));

    private WhisperNames() {}

    static List<NamedType> all() {
        return ALL;
    }
}
