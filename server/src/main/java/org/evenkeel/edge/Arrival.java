package org.evenkeel.edge;

import org.evenkeel.live.Position;

/** How a socket comes to its seat. */
sealed interface Arrival {

    /** A new page: gets the whole view. */
    record NewPage() implements Arrival {}

    /**
     * The same page again: gets what it missed.
     *
     * @param from the position it says it reached; not believed beyond what the room's history holds
     */
    record SamePage(Position from) implements Arrival {}
}
