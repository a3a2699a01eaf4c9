package org.evenkeel.attendance;

/** What the clinic does with somebody who comes so late that credit is in question. */
public enum LateMode {
    /** May take part; no minute counts. */
    ADMIT_WITHOUT_CREDIT,
    /** Is not to be let in; where staff let him in all the same, no minute counts. */
    REFUSE,
    /** Counts like others and is flagged: the signing facilitator decides, by a correction if he decides against it. */
    FACILITATOR_DECIDES
}
