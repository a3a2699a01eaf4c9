package org.evenkeel.program;

/** The memory twin keeps the program's contracts. */
class MemoryProgramTest extends ProgramContracts {

    private final ProgramStores stores = new MemoryProgram();

    @Override
    protected ProgramStores stores() {
        return stores;
    }
}
