package org.evenkeel.audit;

/** The twin keeps the contract. */
class MemoryAuditLogTest extends AuditLogContract {

    private final MemoryAuditLog log = new MemoryAuditLog();

    @Override
    protected AuditLog log() {
        return log;
    }

    @Override
    protected AuditLog another() {
        return log;
    }
}
