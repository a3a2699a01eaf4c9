package org.evenkeel.node;

import java.util.List;

/** The configuration cannot be used. Holds all problems at once; never a secret. */
public final class ConfigProblems extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    ConfigProblems(List<String> problems) {
        super(problems.size() + " problems in the configuration");
        this.problems = List.copyOf(problems);
    }

    /** One sentence each, naming the key. */
    public List<String> problems() {
        return problems;
    }
}
