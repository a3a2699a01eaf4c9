package org.evenkeel.node;

import org.evenkeel.record.Finding;

/** A finding as the command line says it: ids and numbers only. */
final class FindingText {

    private FindingText() {}

    static String line(Finding finding) {
        return finding.session().map(session -> session + ": ").orElse("") + finding.kind() + " " + finding.subject();
    }
}
