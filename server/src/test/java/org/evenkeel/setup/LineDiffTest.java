package org.evenkeel.setup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LineDiffTest {

    @Test
    void onlyWhatChangesIsShown() {
        assertThat(LineDiff.between("a\nb\nc\n", "a\nx\nc\nd\n")).containsExactly("- b", "+ x", "+ d");
    }

    @Test
    void aNewTextComesWholeAndAnEmptyOneTakesAll() {
        assertThat(LineDiff.between("", "a\nb\n")).containsExactly("+ a", "+ b");
        assertThat(LineDiff.between("a\nb\n", "")).containsExactly("- a", "- b");
        assertThat(LineDiff.between("a\n", "a\n")).isEmpty();
    }
}
