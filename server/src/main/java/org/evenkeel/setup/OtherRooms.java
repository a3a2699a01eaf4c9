package org.evenkeel.setup;

import java.util.List;
import java.util.Optional;

/** What setup asks of rooms that it does not know. Blocks; one thread. */
public interface OtherRooms extends ConfigurationText {

    /**
     * Why a file of configuration cannot be used: a sentence each, which begins with the key where it is about a value.
     */
    List<String> configurationProblems(String file);

    /** Why a backup could not be made for what is in a file; empty when it could. */
    Optional<String> keyProblem(Answers.Backup backup);

    /** Who listens on this machine. */
    List<Listener> listeners();
}
