package org.evenkeel.record;

import java.util.List;

/** A correction as a canonical line. The reason stands in it as its hash: words may hold names, seals may not. */
final class CorrectionText {

    static final String CORRECTION = "correction";
    static final String AMENDMENT = "amendment";

    private CorrectionText() {}

    static String line(Correction correction) {
        Change change = correction.change();
        return CanonicalText.line(
                correction.number() < Correction.AMENDMENTS_FROM ? CORRECTION : AMENDMENT,
                correction.number(),
                correction.person(),
                kind(change),
                oldValue(change),
                newValue(change),
                CanonicalText.sha256(correction.reason()),
                correction.by(),
                correction.at());
    }

    /** The number that a line is about. */
    static int number(String line) {
        return Integer.parseInt(CanonicalText.fields(line).get(1));
    }

    private static String kind(Change change) {
        return switch (change) {
            case Change.StatusSet _ -> "status";
            case Change.MinutesSet _ -> "minutes";
            case Change.PhoneAdded _ -> "phone-added";
            case Change.PhoneWithdrawn _ -> "phone-withdrawn";
        };
    }

    private static Object oldValue(Change change) {
        return switch (change) {
            case Change.StatusSet c -> c.oldValue().code();
            case Change.MinutesSet c -> c.oldValue();
            case Change.PhoneAdded c -> c.during().from();
            case Change.PhoneWithdrawn c -> c.number();
        };
    }

    private static Object newValue(Change change) {
        return switch (change) {
            case Change.StatusSet c -> c.newValue().code();
            case Change.MinutesSet c -> c.newValue();
            case Change.PhoneAdded c -> c.during().to();
            case Change.PhoneWithdrawn _ -> "";
        };
    }

    /** All of a session's, in the order in which they apply. */
    static List<String> lines(List<Correction> corrections) {
        return corrections.stream().map(CorrectionText::line).toList();
    }
}
