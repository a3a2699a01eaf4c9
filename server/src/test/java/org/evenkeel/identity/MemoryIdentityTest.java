package org.evenkeel.identity;

/** The memory twin keeps identity's contracts. */
class MemoryIdentityTest extends IdentityContracts {

    private final IdentityStores stores = new MemoryIdentity();

    @Override
    protected IdentityStores stores() {
        return stores;
    }
}
