package org.evenkeel.record;

class MemoryCorrectionsTest extends CorrectionsContract {

    private final Corrections corrections = new MemoryCorrections();

    @Override
    protected Corrections corrections() {
        return corrections;
    }
}
