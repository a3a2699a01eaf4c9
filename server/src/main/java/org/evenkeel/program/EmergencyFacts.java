package org.evenkeel.program;

import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What the clinic knows that helps to reach somebody in danger. No more than that: what the person answered beside it
 * (alone, safe, use) is of another day and not needed to send help.
 *
 * @param participant with his own number and his emergency contact
 * @param place where he last said that he was
 * @param callBack the number that he last gave to be called back
 */
public record EmergencyFacts(Participant participant, Optional<Place> place, Optional<CallBack> callBack) {

    /** Kinds of facts. */
    public enum Kind {
        PLACE,
        CALL_BACK,
        PHONE,
        EMERGENCY_CONTACT
    }

    public EmergencyFacts {
        Objects.requireNonNull(participant, "participant");
        Objects.requireNonNull(place, "place");
        Objects.requireNonNull(callBack, "callBack");
    }

    /**
     * Somebody's facts.
     *
     * @param said his answers at the entry gate, the newest first; also those that he did not finish: where somebody
     *     said that he was is known though he never pressed on
     */
    static EmergencyFacts of(Participant participant, List<GateAnswers> said) {
        return new EmergencyFacts(
                participant,
                first(said, GateForm::place)
                        .map(it -> new Place(it.form().place(), it.form().state(), it.answeredAt())),
                first(said, GateForm::callBack).map(it -> new CallBack(it.form().callBack(), it.answeredAt())));
    }

    private static Optional<GateAnswers> first(List<GateAnswers> said, Function<GateForm, String> field) {
        Predicate<String> given = Predicate.not(String::isEmpty);
        return said.stream().filter(each -> given.test(field.apply(each.form()))).findFirst();
    }

    /** Which are known; none when nothing is. */
    public Set<Kind> known() {
        EnumSet<Kind> known = EnumSet.noneOf(Kind.class);
        place.ifPresent(_ -> known.add(Kind.PLACE));
        callBack.ifPresent(_ -> known.add(Kind.CALL_BACK));
        if (!participant.details().phone().isEmpty()) {
            known.add(Kind.PHONE);
        }
        participant.details().emergencyContact().ifPresent(_ -> known.add(Kind.EMERGENCY_CONTACT));
        return known;
    }

    /** Stays out of logs. */
    @Override
    public String toString() {
        return "EmergencyFacts" + known();
    }

    /**
     * Where somebody said that he was.
     *
     * @param text an address or a saved place
     * @param state two letters; empty when he had not come so far
     * @param at milliseconds UTC
     */
    public record Place(String text, String state, long at) {
        /** Stays out of logs. */
        @Override
        public String toString() {
            return "Place[]";
        }
    }

    /**
     * A number that somebody gave to be called back.
     *
     * @param number as he wrote it
     * @param at milliseconds UTC
     */
    public record CallBack(String number, long at) {
        /** Stays out of logs. */
        @Override
        public String toString() {
            return "CallBack[]";
        }
    }
}
