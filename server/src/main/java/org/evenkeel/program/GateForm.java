package org.evenkeel.program;

import org.evenkeel.room.GateFlags;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The answers at the entry gate, one question a screen; what was not answered yet is empty.
 *
 * @param place where the person is now: an address or a saved place
 * @param state two letters, the state he is in
 * @param callBack number under which he can be called back
 * @param alone nobody can overhear
 * @param driving is driving: blocks
 * @param safe sober and safe
 * @param rulesAccepted accepts the group's rules and "no recording"
 */
public record GateForm(
        String place,
        String state,
        String callBack,
        Optional<Boolean> alone,
        Optional<Boolean> driving,
        Optional<Boolean> safe,
        Optional<Boolean> rulesAccepted) {

    private static final Set<String> STATES =
            Set.of(
                    "AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC"
                            .concat(" ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY AS GU MP PR VI")
                            .split(" "));

    /**
     * @throws ProgramProblem when an answer is malformed; an empty one is not
     */
    public GateForm {
        place = Check.optionalText("place", place, 200);
        state = Check.optionalText("state", state, 2).toUpperCase(Locale.ROOT);
        Check.isTrue("state", state.isEmpty() || STATES.contains(state));
        callBack = Check.optionalPhone("callBack", callBack);
    }

    /** A form that nobody touched. */
    public static GateForm blank() {
        return new GateForm("", "", "", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The first question without an answer; empty when all are answered. */
    public Optional<String> firstMissing() {
        if (place.isEmpty()) {
            return Optional.of("place");
        }
        if (state.isEmpty()) {
            return Optional.of("state");
        }
        if (callBack.isEmpty()) {
            return Optional.of("callBack");
        }
        if (alone.isEmpty()) {
            return Optional.of("alone");
        }
        if (driving.isEmpty()) {
            return Optional.of("driving");
        }
        if (safe.isEmpty()) {
            return Optional.of("safe");
        }
        return rulesAccepted.isEmpty() ? Optional.of("rulesAccepted") : Optional.empty();
    }

    /** What the room may know of the answers; empty while a question has no answer. */
    public Optional<GateFlags> flags() {
        if (firstMissing().isPresent()) {
            return Optional.empty();
        }
        return Optional.of(
                new GateFlags(
                        alone.orElseThrow(), driving.orElseThrow(), safe.orElseThrow(), rulesAccepted.orElseThrow()));
    }

    /** Answers stay out of logs. */
    @Override
    public String toString() {
        return "GateForm[" + (firstMissing().isEmpty() ? "complete" : "partial") + "]";
    }
}
