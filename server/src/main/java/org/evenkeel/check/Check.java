package org.evenkeel.check;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** One look. Runs on a thread of its own and may block; is interrupted when it takes too long. */
interface Check {

    /** What it cannot be without: named when the look itself did not come to an end. */
    Subject subject();

    /**
     * Looks. Says nothing of a subject that does not matter here.
     *
     * @throws IOException when this machine did not let it look
     */
    List<Finding> look() throws IOException, InterruptedException;

    /** How long it may take. */
    default Duration longest() {
        return Duration.ofSeconds(15);
    }
}
