package org.evenkeel.program;

import java.util.List;

/** What became of an import: everybody or nobody. */
public sealed interface ImportResult {

    /**
     * All lines were kept.
     *
     * @param people in the order of the lines
     */
    record Imported(List<Participant> people) implements ImportResult {
        public Imported {
            people = List.copyOf(people);
        }
    }

    /**
     * Nothing was kept.
     *
     * @param problems all of them, by line
     */
    record Refused(List<LineProblem> problems) implements ImportResult {
        public Refused {
            problems = List.copyOf(problems);
        }
    }

    /**
     * What is wrong with one line; says where, never what was typed.
     *
     * @param line as an editor counts it, from 1
     * @param field the column, or an empty text when it concerns the line as a whole
     * @param code the same codes as everywhere
     */
    record LineProblem(int line, String field, ProgramProblem.Code code) {}
}
