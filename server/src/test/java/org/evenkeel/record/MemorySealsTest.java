package org.evenkeel.record;

class MemorySealsTest extends SealsContract {

    private final Seals seals = new MemorySeals();

    @Override
    protected Seals seals() {
        return seals;
    }
}
