package org.evenkeel.attendance.oracle;

/** The policy's numbers, in milliseconds. */
record Rules(
        long lateAfter,
        long noCreditAfter,
        int lateMode,
        long leftEarly,
        long partial,
        boolean cap,
        boolean extended,
        boolean bridged,
        boolean restart,
        long restartMax,
        long staffTolerance) {

    static final int WITHOUT_CREDIT = 0;
    static final int REFUSE = 1;
    static final int FACILITATOR_DECIDES = 2;

    boolean capped() {
        return cap && !extended;
    }
}
